package dev.darkroom.camel;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.util.ObjectHelper;

/**
 * The policy of a route for uploads: counts what became of them, as {@code darkroom.uploads} with the tags {@code outcome} and {@code
 * reason}, in the meter registry that is bound in Camel's registry, if there is one.
 */
public final class UploadCounts extends RoutePolicySupport {

    private static final String NO_REASON = "none";

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        Optional.ofNullable(exchange.getContext().getRegistry().findSingleByType(MeterRegistry.class))
                .ifPresent(meters -> count(exchange, meters));
    }

    private static void count(Exchange exchange, MeterRegistry meters) {
        if (exchange.isFailed()) {
            boolean unknown = ObjectHelper.getException(UnknownMessageException.class, exchange.getException()) != null;
            count(meters, unknown ? "put-aside" : "failed-attempt", unknown ? "unknown-message" : NO_REASON);
        } else if (exchange.getExchangeExtension().isFailureHandled()) {
            Throwable handled = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
            UploadRejectedException.codeIn(handled).ifPresent(code -> count(meters, "rejected", code));
        } else {
            // Also if a step has caught what another threw, and gone on.
            count(meters, "ready", NO_REASON);
        }
    }

    private static void count(MeterRegistry meters, String outcome, String reason) {
        meters.counter("darkroom.uploads", "outcome", outcome, "reason", reason).increment();
    }
}
