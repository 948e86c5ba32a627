package dev.darkroom.camel;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.util.ObjectHelper;

/**
 * What became of a message that a route has dealt with.
 *
 * @param name {@code ready}, {@code rejected}, {@code failed-attempt} or {@code put-aside}
 * @param reason why, in a word; {@code none} where there is no more to say
 */
record UploadOutcome(String name, String reason) {

    /** There is a thumbnail. */
    static final String READY = "ready";

    /** There will be none. */
    static final String REJECTED = "rejected";

    private static final String NO_REASON = "none";

    /** @return what became of it; empty if there was nothing left to do */
    static Optional<UploadOutcome> of(Exchange exchange) {
        if (exchange.isFailed()) {
            boolean unknown = ObjectHelper.getException(UnknownMessageException.class, exchange.getException()) != null;
            return Optional.of(
                    unknown
                            ? new UploadOutcome("put-aside", "unknown-message")
                            : new UploadOutcome("failed-attempt", NO_REASON));
        }
        if (exchange.getExchangeExtension().isFailureHandled()) {
            Throwable handled = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
            return UploadRejectedException.codeIn(handled).map(code -> new UploadOutcome(REJECTED, code));
        }
        // Also if a step has caught what another threw, and gone on.
        return Optional.of(new UploadOutcome(READY, NO_REASON));
    }
}
