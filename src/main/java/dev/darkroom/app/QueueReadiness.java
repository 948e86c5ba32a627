package dev.darkroom.app;

import dev.darkroom.aws.queue.WorkerSqsClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** A worker is ready when its queue answers. A process that is no worker has no queue to wait for. */
@Readiness
@ApplicationScoped
public class QueueReadiness implements HealthCheck {

    private final CamelContext camel;
    private final boolean isWorker;

    QueueReadiness(CamelContext camel, Config config) {
        this.camel = camel;
        this.isWorker =
                Role.parse(config.getValue("darkroom.roles", String.class)).contains(Role.RESIZER);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("queue").up();
        if (!isWorker) {
            return response.withData("is", "not asked for: this process is no resizer")
                    .build();
        }
        for (WorkerSqsClient client : camel.getRegistry().findByType(WorkerSqsClient.class)) {
            Optional<String> trouble = client.trouble();
            client.lastAnswer().ifPresent(time -> response.withData("last answer", time.toString()));
            trouble.ifPresent(reason -> response.down().withData("reason", reason));
        }
        return response.build();
    }
}
