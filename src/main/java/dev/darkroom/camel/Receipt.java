package dev.darkroom.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;

/**
 * What SQS says of a message that was received.
 *
 * @param handle by which it can be deleted or hidden
 * @param receives how often it was received, this time included
 * @param sent when SQS got it; empty if the route does not ask for that
 */
record Receipt(Optional<String> handle, int receives, Optional<Instant> sent) {

    private static final String KEPT = "DarkroomReceipt";

    /** Keeps what the headers say, which steps may take away. */
    static void keep(Exchange exchange) {
        exchange.setProperty(KEPT, ofHeaders(exchange));
    }

    /** @return what was kept, or what the headers say */
    static Receipt of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(KEPT, Receipt.class)).orElseGet(() -> ofHeaders(exchange));
    }

    /**
     * @param now when it was received
     * @return how long it waited; empty if it was received before, since it waited on purpose then
     */
    Optional<Duration> firstWait(Instant now) {
        return sent.filter(time -> receives == 1).map(time -> Duration.between(time, now));
    }

    private static Receipt ofHeaders(Exchange exchange) {
        return new Receipt(
                Optional.ofNullable(exchange.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class)),
                exchange.getMessage().getHeader("ApproximateReceiveCount", 1, Integer.class),
                Optional.ofNullable(exchange.getMessage().getHeader("SentTimestamp", Long.class))
                        .map(Instant::ofEpochMilli));
    }
}
