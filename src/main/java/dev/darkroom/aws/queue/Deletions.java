package dev.darkroom.aws.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;

/**
 * Deletes messages that are done, several with one call. Thread-safe.
 *
 * <p>A message is deleted within a tenth of a second, long before it would be seen again. If that fails, or the process dies before, it
 * comes back, and whoever receives it finds that there is nothing left to do.
 */
final class Deletions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);

    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(12);

    /** Of a stop, whose grace period is nearly over by then. */
    private static final Duration LAST_CALL_TIMEOUT = Duration.ofSeconds(3);

    /** The most that SQS takes in one call. */
    private static final int BATCH = 10;

    /** A message that is done. */
    private record Done(String queueUrl, String receiptHandle) {}

    private final SqsClient sqs;
    private final Deque<Done> pending = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "message-deletions");
        thread.setDaemon(true);
        return thread;
    });

    Deletions(SqsClient sqs) {
        this.sqs = sqs;
    }

    /** Deletes a message soon; with this call, if that makes a batch full. */
    void add(String queueUrl, String receiptHandle) {
        List<Done> full = List.of();
        synchronized (this) {
            pending.add(new Done(queueUrl, receiptHandle));
            if (pending.size() >= BATCH) {
                full = batch();
            } else if (pending.size() == 1 && !timer.isShutdown()) {
                timer.schedule(() -> flush(CALL_TIMEOUT), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        delete(full, CALL_TIMEOUT);
    }

    /** Deletes all that is done now. */
    void flush() {
        flush(LAST_CALL_TIMEOUT);
    }

    private void flush(Duration timeout) {
        for (List<Done> batch = batch(); !batch.isEmpty(); batch = batch()) {
            delete(batch, timeout);
        }
    }

    /** @return what is to be deleted next, of one queue; it is not pending any more */
    private synchronized List<Done> batch() {
        List<Done> batch = new ArrayList<>(BATCH);
        while (!pending.isEmpty()
                && batch.size() < BATCH
                && (batch.isEmpty()
                        || pending.peek().queueUrl().equals(batch.get(0).queueUrl()))) {
            batch.add(pending.poll());
        }
        return batch;
    }

    private void delete(List<Done> batch, Duration timeout) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            DeleteMessageBatchResponse response =
                    sqs.deleteMessageBatch(r -> r.queueUrl(batch.get(0).queueUrl())
                            .entries(entries(batch))
                            .overrideConfiguration(o -> o.apiCallTimeout(timeout)));
            if (response.hasFailed() && !response.failed().isEmpty()) {
                comesBack(response.failed().size(), response.failed().get(0).code());
            }
        } catch (SdkException e) {
            comesBack(batch.size(), e.getMessage());
        }
    }

    private static void comesBack(int messages, String reason) {
        LOG.warn("{} message(s) that are done cannot be deleted, and come back: {}", messages, reason);
    }

    private static List<DeleteMessageBatchRequestEntry> entries(List<Done> batch) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(batch.get(i).receiptHandle())
                    .build());
        }
        return entries;
    }

    @Override
    public void close() {
        timer.shutdown();
        flush();
    }
}
