package dev.darkroom.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Startup;

/**
 * A process has started when Camel has, and all routes with it. It need not reach S3 or SQS for that: what is away may come back, and a new
 * process would not reach it either.
 */
@Startup
@ApplicationScoped
public class AppStarted implements HealthCheck {

    private final CamelContext camel;

    AppStarted(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("start").up();
        if (!camel.isStarted()) {
            return response.down()
                    .withData("waits for", "Camel, which is " + camel.getStatus())
                    .build();
        }
        List<String> stopped = StoppedRoutes.of(camel);
        if (!stopped.isEmpty()) {
            response.down().withData("waits for", "routes " + String.join(", ", stopped));
        }
        return response.withData("routes", camel.getRoutesSize()).build();
    }
}
