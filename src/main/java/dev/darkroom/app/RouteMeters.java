package dev.darkroom.app;

import dev.darkroom.app.RoutesInForce.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts changes to route files of one's own, by what became of them, and tells whether what is on disk runs. */
final class RouteMeters {

    private final MeterRegistry registry;

    /**
     * @param registry where the meters are
     * @param routes what runs
     */
    RouteMeters(MeterRegistry registry, RoutesInForce routes) {
        this.registry = registry;
        Gauge.builder("darkroom.route.files.in.force", routes, RouteMeters::inForce)
                .description("1 if the route files on disk are those that run, 0 if not")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            counter(outcome);
        }
    }

    void count(Outcome outcome) {
        counter(outcome).increment();
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("darkroom.route.reloads")
                .description("Changes to route files, by what became of them")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static double inForce(RoutesInForce routes) {
        return routes.now().isOnDisk() ? 1 : 0;
    }
}
