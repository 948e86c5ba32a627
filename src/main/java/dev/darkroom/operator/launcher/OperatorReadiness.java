package dev.darkroom.operator.launcher;

import dev.darkroom.operator.OperatorState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** An operator is ready when it leads or stands by, also if it has to leave some namespaces out. A process that is none has nothing to wait for. */
@Readiness
@ApplicationScoped
public class OperatorReadiness implements HealthCheck {

    private final OperatorRole role;

    OperatorReadiness(OperatorRole role) {
        this.role = role;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("operator").up();
        Optional<OperatorState> state = role.state();
        response.withData("is", state.map(OperatorState::role).orElse("none: that is not among the roles"));
        state.flatMap(OperatorState::trouble)
                .ifPresent(trouble -> response.down().withData("reason", trouble));
        state.flatMap(OperatorState::warning).ifPresent(warning -> response.withData("warning", warning));
        return response.build();
    }
}
