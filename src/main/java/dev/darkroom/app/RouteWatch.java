package dev.darkroom.app;

import dev.darkroom.check.RouteCheck;
import dev.darkroom.check.ShippedRoutes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.apache.camel.quarkus.main.events.BeforeStop;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has changes to the route files that {@code darkroom.routes} names take effect while the app runs. */
@ApplicationScoped
public class RouteWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

    /** A little more than Camel waits for what is in work. */
    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(20);

    private final CamelContext camel;
    private final Config config;
    private final RoutesInForce inForce;
    private final MeterRegistry registry;
    private final OwnClasses classes;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "route-watch");
        thread.setDaemon(true);
        return thread;
    });

    RouteWatch(CamelContext camel, Config config, RoutesInForce inForce, MeterRegistry registry, OwnClasses classes) {
        this.classes = classes;
        this.registry = registry;
        this.camel = camel;
        this.config = config;
        this.inForce = inForce;
    }

    void start(@Observes AfterStart event) {
        Duration interval = StartupCheck.watchInterval(config);
        Optional<RoutePlace> place = config.getOptionalValue(RoutePlace.SETTING, String.class)
                .flatMap(RoutePlace::named)
                .filter(named -> RouteSettings.runsRoutes(config.getValue("darkroom.roles", String.class)));
        if (place.isPresent() && !interval.isZero()) {
            RouteMeters meters = new RouteMeters(registry, inForce);
            RouteLook look =
                    new RouteLook(place.get()::read, inForce.now().files(), () -> changes(place.get(), meters));
            timer.scheduleWithFixedDelay(
                    () -> runGuarded(look), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info(
                    "Changed route files in {} are taken while the app runs",
                    place.get().directory());
        }
    }

    private RouteChanges changes(RoutePlace place, RouteMeters meters) {
        ShippedRoutes shipped = ShippedRoutes.load(RouteWatch.class.getClassLoader());
        return new RouteChanges(
                new RouteSources(place, shipped),
                new RouteCheck(shipped, StartupCheck.settingsOf(config), classes.loader()),
                inForce,
                new RouteSwap(camel),
                meters);
    }

    void stop(@Observes BeforeStop event) {
        stop();
    }

    /** Takes no more changes. One that is being taken is finished first. */
    void stop() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(LONGEST_CHANGE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A change of routes is not finished within {}", LONGEST_CHANGE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The boundary of the thread: a look that fails must not be the last. */
    private static void runGuarded(RouteLook look) {
        try {
            look.take();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The route files cannot be looked at", e);
        }
    }
}
