package dev.darkroom.app;

import dev.darkroom.app.RoutesInForce.Change;
import dev.darkroom.app.RoutesInForce.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells which routes do not run, which route files of one's own do, and what became of the last change to these. A change that was not taken keeps nobody from
 * being served, so the process stays ready; routes that do not run any more do.
 */
@Readiness
@ApplicationScoped
public class RoutesReadiness implements HealthCheck {

    private final RoutesInForce routes;
    private final CamelContext camel;

    RoutesReadiness(RoutesInForce routes, CamelContext camel) {
        this.routes = routes;
        this.camel = camel;
    }

    @Override
    public HealthCheckResponse call() {
        State state = routes.now();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("routes")
                .up()
                .withData("own files", String.join(", ", state.files().keySet()));
        state.last().ifPresent(change -> tell(change, response));
        List<String> notRunning = new ArrayList<>(state.missing());
        if (!routes.isChanging()) {
            notRunning.addAll(StoppedRoutes.of(camel));
        }
        if (!notRunning.isEmpty()) {
            response.down().withData("not running", String.join(", ", notRunning));
        }
        return response.build();
    }

    private static void tell(Change change, HealthCheckResponseBuilder response) {
        response.withData("last change", change.when().toString())
                .withData("outcome", change.outcome().name().toLowerCase(Locale.ROOT));
        if (!change.reasons().isEmpty()) {
            response.withData("reason", String.join("\n", change.reasons()));
        }
    }
}
