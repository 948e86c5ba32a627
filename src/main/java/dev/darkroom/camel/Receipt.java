package dev.darkroom.camel;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;

/**
 * What SQS says of a message that was received.
 *
 * @param handle by which it can be deleted or hidden
 * @param receives how often it was received, this time included
 */
record Receipt(Optional<String> handle, int receives) {

    private static final String KEPT = "DarkroomReceipt";

    /** Keeps what the headers say, which steps may take away. */
    static void keep(Exchange exchange) {
        exchange.setProperty(KEPT, ofHeaders(exchange));
    }

    /** @return what was kept, or what the headers say */
    static Receipt of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(KEPT, Receipt.class)).orElseGet(() -> ofHeaders(exchange));
    }

    private static Receipt ofHeaders(Exchange exchange) {
        return new Receipt(
                Optional.ofNullable(exchange.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class)),
                exchange.getMessage().getHeader("ApproximateReceiveCount", 1, Integer.class));
    }
}
