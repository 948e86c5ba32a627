package dev.darkroom.app;

import dev.darkroom.app.RoutesInForce.Change;
import dev.darkroom.app.RoutesInForce.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells which route files of one's own run, and what became of the last change to them. A change that was not taken keeps nobody from
 * being served, so the process stays ready; routes that do not run any more do.
 */
@Readiness
@ApplicationScoped
public class RoutesReadiness implements HealthCheck {

    private final RoutesInForce routes;

    RoutesReadiness(RoutesInForce routes) {
        this.routes = routes;
    }

    @Override
    public HealthCheckResponse call() {
        State state = routes.now();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("routes")
                .status(state.missing().isEmpty())
                .withData("own files", String.join(", ", state.files().keySet()));
        state.last().ifPresent(change -> tell(change, response));
        if (!state.missing().isEmpty()) {
            response.withData("not running", String.join(", ", state.missing()));
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
