package dev.darkroom.camel;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.util.ObjectHelper;

/**
 * What has become of an upload when its route has ended.
 *
 * @param name {@code ready}, {@code rejected}, {@code nothing-left}, {@code failed-attempt}, or {@code put-aside} for what is no upload
 *     event
 * @param rejection the code, if it is rejected
 */
public record UploadOutcome(String name, Optional<String> rejection) {

    /** There is a thumbnail. */
    static final String READY = "ready";

    /** There will be none. */
    static final String REJECTED = "rejected";

    private static final String NOTHING_LEFT = "nothing-left";
    private static final String PUT_ASIDE = "put-aside";

    /**
     * @param exchange a message whose route has ended
     * @return what has become of it; also ready if a step has caught what another threw, and gone on
     */
    public static UploadOutcome of(Exchange exchange) {
        if (exchange.isFailed()) {
            boolean unknown = ObjectHelper.getException(UnknownMessageException.class, exchange.getException()) != null;
            return new UploadOutcome(unknown ? PUT_ASIDE : "failed-attempt", Optional.empty());
        }
        if (exchange.getExchangeExtension().isFailureHandled()) {
            Throwable handled = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
            Optional<String> code = UploadRejectedException.codeIn(handled);
            return new UploadOutcome(code.isPresent() ? REJECTED : NOTHING_LEFT, code);
        }
        return new UploadOutcome(READY, Optional.empty());
    }

    /** @return whether it counts as an upload: one with nothing left to do has been counted elsewhere */
    boolean counts() {
        return !name.equals(NOTHING_LEFT);
    }

    /** @return why, in a word; {@code none} where there is no more to say */
    String reason() {
        return rejection.orElse(name.equals(PUT_ASIDE) ? "unknown-message" : "none");
    }
}
