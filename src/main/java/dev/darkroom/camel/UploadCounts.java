package dev.darkroom.camel;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * The policy of a route for uploads: counts what became of them, as {@code darkroom.uploads} with the tags {@code outcome} and {@code
 * reason}, in the meter registry that is bound in Camel's registry, if there is one.
 */
public final class UploadCounts extends RoutePolicySupport {

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        Optional.ofNullable(exchange.getContext().getRegistry().findSingleByType(MeterRegistry.class))
                .ifPresent(meters -> count(UploadOutcome.of(exchange), meters));
    }

    private static void count(UploadOutcome outcome, MeterRegistry meters) {
        if (outcome.counts()) {
            meters.counter("darkroom.uploads", "outcome", outcome.name(), "reason", outcome.reason())
                    .increment();
        }
    }
}
