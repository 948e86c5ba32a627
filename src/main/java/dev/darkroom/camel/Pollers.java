package dev.darkroom.camel;

import dev.darkroom.aws.queue.WorkerSqsClient;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;

/**
 * The threads of a route that consumes from SQS through a {@link WorkerSqsClient}. They survive an {@link OutOfMemoryError}, which Camel
 * passes on where it deals with other errors, and after which its own scheduler would never poll again. For one route.
 */
public final class Pollers extends DefaultScheduledPollConsumerScheduler {

    private final WorkerSqsClient sqs;

    /**
     * @param sqs the client of the route's consumer
     * @param concurrency how many messages are in work at once
     */
    public Pollers(WorkerSqsClient sqs, Integer concurrency) {
        this.sqs = sqs;
        setConcurrentConsumers(concurrency);
        setPoolSize(concurrency);
        // Camel gives a scheduler of one's own none of the consumer's settings, and its default is a second.
        setInitialDelay(0);
        sqs.receiveAhead(concurrency);
    }

    @Override
    public void scheduleTask(Runnable poll) {
        super.scheduleTask(() -> runGuarded(poll));
    }

    /** The boundary of a polling thread. Camel has told the log of the error. */
    private void runGuarded(Runnable poll) {
        try {
            poll.run();
        } catch (Error e) {
            sqs.abandoned(Thread.currentThread());
        }
    }
}
