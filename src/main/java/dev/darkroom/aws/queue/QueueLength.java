package dev.darkroom.aws.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages a queue has, as SQS told when it was asked last. Thread-safe. */
public final class QueueLength {

    private static final Logger LOG = LoggerFactory.getLogger(QueueLength.class);

    /** An outage is told by those who read the queue; a missing right would be told by nobody else, but once is enough. */
    private static final Duration QUIET = Duration.ofMinutes(30);

    private static final QueueAttributeName WAITING = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    private static final QueueAttributeName IN_WORK = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    private static final QueueAttributeName DELAYED = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;

    private final SqsClient sqs;
    private final String queue;
    private volatile Messages messages = Messages.UNKNOWN;
    private volatile Instant nextLine = Instant.MIN;

    /**
     * About how many messages there are. Not a number while that is unknown.
     *
     * @param waiting for somebody to take them
     * @param inWork taken and not done, or hidden for a while after a failure
     * @param delayed not to be taken yet
     */
    public record Messages(double waiting, double inWork, double delayed) {

        static final Messages UNKNOWN = new Messages(Double.NaN, Double.NaN, Double.NaN);

        /** @return all of them */
        public double all() {
            return waiting + inWork + delayed;
        }
    }

    /**
     * @param sqs a client that takes names of queues for their URLs
     * @param queue the queue's URL, or its name
     */
    public QueueLength(SqsClient sqs, String queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    /** @return what SQS told last; unknown if it was not asked yet, or did not answer the last time */
    public Messages now() {
        return messages;
    }

    /** Asks SQS. What it told before is forgotten if it does not answer. */
    public void ask() {
        try {
            Map<QueueAttributeName, String> told = sqs.getQueueAttributes(
                            r -> r.queueUrl(queue).attributeNames(WAITING, IN_WORK, DELAYED))
                    .attributes();
            messages = new Messages(number(told, WAITING), number(told, IN_WORK), number(told, DELAYED));
        } catch (SdkException e) {
            messages = Messages.UNKNOWN;
            tell(e);
        }
    }

    /** From now on it is not known any more. */
    public void forget() {
        messages = Messages.UNKNOWN;
    }

    private void tell(SdkException e) {
        Instant now = Instant.now();
        if (!Thread.currentThread().isInterrupted() && now.isAfter(nextLine)) {
            nextLine = now.plus(QUIET);
            LOG.warn("The length of {} cannot be told, and is missing from the metrics: {}", queue, e.getMessage());
        }
    }

    /** Stores that speak SQS may leave out what they do not count. */
    private static double number(Map<QueueAttributeName, String> told, QueueAttributeName name) {
        String value = told.get(name);
        return value == null ? Double.NaN : Double.parseDouble(value);
    }
}
