package dev.darkroom.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures how long the gallery takes to answer, as {@code darkroom.gallery.requests} with the tags {@code path} and {@code status}. Whatever
 * visitors ask for, there are only a few of each, so that nobody can fill the memory of the process, or Prometheus, with series.
 */
@ApplicationScoped
public class RequestMeters {

    private static final Set<String> PATHS =
            Set.of("/", "/images", "/upload-form", "/uploads", "/assets", "/openapi.json");
    private static final String OTHER = "other";
    private static final String ABORTED = "aborted";
    private static final List<String> STATUSES = List.of(OTHER, "1xx", "2xx", "3xx", "4xx", "5xx");
    private static final Duration[] BOUNDS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Kind(String path, String status) {}

    /** Before all routes, and after the answer is sent. */
    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::measure);
    }

    private void measure(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(end -> {
            // Many close the connection as soon as they have their answer, which Vert.x takes for a failure.
            boolean answered = end.succeeded() || context.response().ended();
            String status = answered ? status(context.response().getStatusCode()) : ABORTED;
            timer(new Kind(path(context.request().path()), status))
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        });
        context.next();
    }

    private Timer timer(Kind kind) {
        return timers.computeIfAbsent(kind, unknown -> Timer.builder("darkroom.gallery.requests")
                .description("How long the gallery takes to answer")
                .tag("path", kind.path())
                .tag("status", kind.status())
                .serviceLevelObjectives(BOUNDS)
                .register(registry));
    }

    /** The first part of a path that the gallery has; there is none for a request to a proxy. */
    private static String path(String path) {
        if (path == null) {
            return OTHER;
        }
        int end = path.indexOf('/', 1);
        String first = end > 0 ? path.substring(0, end) : path;
        return PATHS.contains(first) ? first : OTHER;
    }

    private static String status(int code) {
        int hundreds = code / 100;
        return hundreds > 0 && hundreds < STATUSES.size() ? STATUSES.get(hundreds) : OTHER;
    }
}
