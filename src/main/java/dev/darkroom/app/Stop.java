package dev.darkroom.app;

import dev.darkroom.aws.queue.WorkerSqsClient;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.camel.CamelContext;

/**
 * Has workers take no more messages as soon as the process is asked to stop.
 *
 * <p>Quarkus first waits for the readiness probe to be noticed ({@code quarkus.shutdown.delay}) and stops the routes only then; what is
 * in work uses that time.
 */
@ApplicationScoped
public class Stop {

    private final CamelContext camel;
    private final Thread hook = new Thread(this::drain, "stop-receiving");

    Stop(CamelContext camel) {
        this.camel = camel;
    }

    void prepare(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    private void drain() {
        camel.getRegistry().findByType(WorkerSqsClient.class).forEach(WorkerSqsClient::drain);
    }
}
