package dev.darkroom.camel;

import dev.darkroom.image.ImageException;
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
        Throwable caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        if (exchange.isFailed()) {
            boolean unknown = has(UnknownMessageException.class, exchange.getException());
            count(meters, unknown ? "put-aside" : "failed-attempt", unknown ? "unknown-message" : NO_REASON);
        } else if (!exchange.getExchangeExtension().isFailureHandled()) {
            // Steps may have caught what others threw, and gone on.
            count(meters, "ready", NO_REASON);
        } else if (has(ImageException.class, caught)) {
            count(
                    meters,
                    "rejected",
                    ObjectHelper.getException(ImageException.class, caught).code());
        } else if (has(UploadRejectedException.class, caught)) {
            count(
                    meters,
                    "rejected",
                    ObjectHelper.getException(UploadRejectedException.class, caught)
                            .code());
        }
    }

    private static boolean has(Class<? extends Throwable> type, Throwable caught) {
        return caught != null && ObjectHelper.getException(type, caught) != null;
    }

    private static void count(MeterRegistry meters, String outcome, String reason) {
        meters.counter("darkroom.uploads", "outcome", outcome, "reason", reason).increment();
    }
}
