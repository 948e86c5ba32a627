package dev.darkroom.app;

import dev.darkroom.aws.queue.WorkerSqsClient;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
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
    private final RouteWatch watch;
    private volatile boolean stopped;
    private final Thread hook = new Thread(this::drain, "stop-receiving");

    Stop(CamelContext camel, RouteWatch watch) {
        this.camel = camel;
        this.watch = watch;
    }

    void prepare(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    void end(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /** An app that has ended by itself has nothing left to drain when its process ends. */
    private void drain() {
        if (stopped) {
            return;
        }
        receiveNoMore();
        watch.stop();
        // a route that was just being changed receives again from when it starts
        receiveNoMore();
    }

    private void receiveNoMore() {
        camel.getRegistry().findByType(WorkerSqsClient.class).forEach(WorkerSqsClient::drain);
    }
}
