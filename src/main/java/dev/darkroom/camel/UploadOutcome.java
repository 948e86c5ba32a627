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

    /**
     * @param exchange a message whose route has ended
     * @return what has become of it; also ready if a step has caught what another threw, and gone on
     */
    public static UploadOutcome of(Exchange exchange) {
        if (exchange.isFailed()) {
            boolean unknown = ObjectHelper.getException(UnknownMessageException.class, exchange.getException()) != null;
            return new UploadOutcome(unknown ? "put-aside" : "failed-attempt", Optional.empty());
        }
        if (exchange.getExchangeExtension().isFailureHandled()) {
            Throwable handled = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
            Optional<String> code = UploadRejectedException.codeIn(handled);
            return new UploadOutcome(code.isPresent() ? "rejected" : "nothing-left", code);
        }
        return new UploadOutcome("ready", Optional.empty());
    }
}
