package dev.darkroom.operator.launcher;

import dev.darkroom.operator.OperatorLoop;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** An operator is ready when it leads or stands by. A process that is none has nothing to wait for. */
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
        Optional<OperatorLoop.State> state = role.state();
        state.ifPresent(now -> response.withData("is", now.role()));
        state.flatMap(OperatorLoop.State::trouble)
                .ifPresent(trouble -> response.down().withData("reason", trouble));
        return response.build();
    }
}
