package dev.darkroom.aws.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Messages of one queue that were received together with others and that no thread works on yet. Thread-safe.
 *
 * <p>A call for several messages costs as much as one for a single message. But what waits here is kept from other workers, so more
 * than one is asked for only while the queue has more than this worker can take, and then no more than what its threads take next.
 */
final class ReceivedAhead {

    /** The most that SQS takes in one call. */
    private static final int BATCH = 10;

    private final int workers;
    private final Deque<Message> messages = new ArrayDeque<>();
    private boolean plenty;

    /** @param workers how many messages are worked on at once; 0 to receive nothing ahead */
    ReceivedAhead(int workers) {
        this.workers = workers;
    }

    synchronized Optional<Message> next() {
        return Optional.ofNullable(messages.poll());
    }

    /** @return for how many messages to ask now, 1 to 10 */
    synchronized int batch() {
        return plenty ? Math.min(BATCH, 1 + workers) : 1;
    }

    /**
     * What an answer brought tells whether more is waiting.
     *
     * @param asked for how many messages it was
     * @param received how many it brought
     * @param atOnce whether they were there, and not waited for
     */
    synchronized void answered(int asked, int received, boolean atOnce) {
        plenty = received == asked && atOnce;
    }

    synchronized void keep(List<Message> more) {
        messages.addAll(more);
    }

    /** @return what is here, which is not any more after that */
    synchronized List<Message> giveUp() {
        List<Message> all = new ArrayList<>(messages);
        messages.clear();
        return all;
    }
}
