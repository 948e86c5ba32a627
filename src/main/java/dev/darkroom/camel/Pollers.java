package dev.darkroom.camel;

import dev.darkroom.aws.queue.WorkerSqsClient;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;

/**
 * The threads of a route that consumes from SQS through a {@link WorkerSqsClient}. They survive an {@link OutOfMemoryError}, which Camel
 * passes on where it deals with other errors, and after which its own scheduler would never poll again. Where the gallery is in the same
 * process, they stand back for those that serve its visitors. For one route.
 */
public final class Pollers extends DefaultScheduledPollConsumerScheduler {

    private final WorkerSqsClient sqs;
    private final boolean visitors;

    /**
     * @param sqs the client of the route's consumer
     * @param concurrency how many messages are in work at once
     * @param roles what this process runs, {@code darkroom.roles}
     */
    public Pollers(WorkerSqsClient sqs, Integer concurrency, String roles) {
        this.sqs = sqs;
        this.visitors = roles.toLowerCase(Locale.ROOT).contains("gallery");
        setConcurrentConsumers(concurrency);
        setPoolSize(concurrency);
        // Camel gives a scheduler of one's own none of the consumer's settings, and its default is a second.
        setInitialDelay(0);
        sqs.receiveAhead(concurrency);
    }

    @Override
    public void scheduleTask(Runnable poll) {
        // Only where it is of use: a resizer alone starts faster without.
        Optional<LowPriority> priority = visitors ? Optional.of(LowPriority.ofThisSystem()) : Optional.empty();
        super.scheduleTask(() -> runGuarded(() -> {
            priority.ifPresent(LowPriority::takeOverThisThread);
            poll.run();
        }));
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
