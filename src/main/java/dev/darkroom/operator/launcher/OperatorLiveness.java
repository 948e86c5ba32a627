package dev.darkroom.operator.launcher;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** An operator that has ended by itself takes a new process. A process that is none lives anyway. */
@Liveness
@ApplicationScoped
public class OperatorLiveness implements HealthCheck {

    private final OperatorRole role;

    OperatorLiveness(OperatorRole role) {
        this.role = role;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("operator").up();
        if (role.hasFailed()) {
            response.down().withData("reason", "The operator has ended by an error, which the log tells");
        }
        return response.build();
    }
}
