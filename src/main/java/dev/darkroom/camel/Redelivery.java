package dev.darkroom.camel;

import dev.darkroom.index.Labels;
import dev.darkroom.index.LogAllowance;
import dev.darkroom.index.PrintableText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What becomes of messages that could not be dealt with: tried again, a little later each time, and in the end put aside in the
 * dead-letter queue together with the reason. Thread-safe.
 */
public final class Redelivery {

    /** How long a message is hidden after its first, second, third and fourth failure. */
    static final List<Duration> BACK_OFF =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

    /** How often a message is received before it is put aside. */
    static final int MAX_RECEIVES = BACK_OFF.size() + 1;

    private static final int BAD_REQUEST = 400;
    private static final Logger LOG = LoggerFactory.getLogger("darkroom.uploads");

    private final SqsClient sqs;
    private final String queueUrl;
    private final String deadLetterQueue;
    private final LogAllowance attempts = new LogAllowance();
    private final LogAllowance ends = new LogAllowance();

    /**
     * @param sqs a client that takes names of queues for their URLs
     * @param queue name of the queue of upload events; its dead-letter queue is called {@code <queue>-dlq}
     * @param queueUrl URL of the queue, or its name again
     */
    public Redelivery(SqsClient sqs, String queue, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.deadLetterQueue = Labels.deadLetterQueue(queue);
    }

    /**
     * Has a failed message come back after a while, or puts it aside if it has failed often enough, or is no upload event, which time does
     * not change. If that fails as well,
     * SQS does the same, only later: when the message's visibility timeout ends. What fails because the app stops is no
     * failure of its own; it is left to be {@linkplain MessagesInWork handed back}.
     *
     * <p>The log tells of each, as long as there are {@linkplain LogAllowance few}.
     *
     * @param exchange the message as it was received, its text as variable {@code message}, what it reports, if that is known
     *     already, as variable {@code upload}, and what happened
     */
    public void failed(Exchange exchange) {
        if (isStopping(exchange)) {
            return;
        }
        Receipt kept = Receipt.of(exchange);
        String receipt = kept.handle().orElse("");
        int receives = kept.receives();
        String message = exchange.getVariable("message", String.class);
        String subject = Optional.ofNullable(exchange.getVariable("upload", Upload.class))
                .map(Upload::toString)
                .orElse("a message");
        Exception failure = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
        Optional<String> unknown = Optional.ofNullable(
                        ObjectHelper.getException(UnknownMessageException.class, failure))
                .map(Throwable::getMessage);
        String reason = unknown.orElseGet(() -> PrintableText.of(failure));
        try {
            if (unknown.isPresent()) {
                putAside(message, reason, receipt);
                tell(ends, Level.WARN, "Put a message aside in the dead-letter queue: {}", reason);
            } else if (receives < MAX_RECEIVES) {
                Duration delay = BACK_OFF.get(Math.max(receives, 1) - 1);
                sqs.changeMessageVisibility(
                        r -> r.queueUrl(queueUrl).receiptHandle(receipt).visibilityTimeout((int) delay.toSeconds()));
                tell(
                        attempts,
                        Level.WARN,
                        "Failed attempt {} of {} at {}, next in {} s: {}",
                        receives,
                        MAX_RECEIVES,
                        subject,
                        delay.toSeconds(),
                        reason);
            } else {
                putAside(message, reason, receipt);
                tell(
                        ends,
                        Level.ERROR,
                        "Put {} aside in the dead-letter queue after {} attempts: {}",
                        subject,
                        receives,
                        reason);
            }
        } catch (SdkException e) {
            tell(
                    attempts,
                    Level.WARN,
                    "Failed at {}, which comes back when its visibility timeout ends: {} ({})",
                    subject,
                    reason,
                    PrintableText.of(e));
        }
    }

    private static void tell(LogAllowance allowance, Level level, String line, Object... details) {
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        OptionalLong untold = allowance.next();
        if (untold.isPresent()) {
            untold.stream().filter(count -> count > 0).forEach(count -> LOG.atLevel(level)
                    .log("{} more lines like the next have been left out", count));
            LOG.atLevel(level).log(line, details);
        }
    }

    /** The app, or the route, whose threads are interrupted when their time is over. */
    private static boolean isStopping(Exchange exchange) {
        Exception failure = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
        return exchange.getContext().isStopping()
                || ObjectHelper.getException(InterruptedException.class, failure) != null
                || ObjectHelper.getException(AbortedException.class, failure) != null;
    }

    private void putAside(String message, String reason, String receipt) {
        send(message, reason);
        sqs.deleteMessage(r -> r.queueUrl(queueUrl).receiptHandle(receipt));
    }

    private void send(String message, String reason) {
        MessageAttributeValue attribute = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(reason)
                .build();
        SendMessageRequest aside = SendMessageRequest.builder()
                .queueUrl(deadLetterQueue)
                .messageBody(message.isEmpty() ? " " : message)
                .build();
        try {
            sqs.sendMessage(aside.toBuilder()
                    .messageAttributes(Map.of(Labels.REASON_ATTRIBUTE, attribute))
                    .build());
        } catch (SqsException e) {
            if (e.statusCode() != BAD_REQUEST) {
                throw e;
            }
            // as long as SQS takes already, so that only the log can tell the reason
            sqs.sendMessage(aside);
        }
    }
}
