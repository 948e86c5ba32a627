package dev.darkroom.app;

import dev.darkroom.tracing.Traces;
import dev.darkroom.tracing.TracingSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.AfterStop;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.eclipse.microprofile.config.Config;

/** Has workers trace what they do if somebody wants that; nothing of OpenTelemetry is loaded otherwise. */
@ApplicationScoped
public class Tracing {

    private final CamelContext camel;
    private final Config config;
    private Optional<Traces> traces = Optional.empty();

    Tracing(CamelContext camel, Config config) {
        this.camel = camel;
        this.config = config;
    }

    void start(@Observes @Priority(StartupCheck.FIRST + 1) BeforeConfigure event) {
        try {
            traces = TracingSettings.parse(text("darkroom.tracing.endpoint"), text("darkroom.tracing.ratio"))
                    .filter(settings -> isWorker())
                    .map(settings -> Traces.of(camel, settings));
        } catch (IllegalArgumentException e) {
            // Quarkus tells a ConfigurationException in one line only if it has no cause
            throw new ConfigurationException(e.getMessage());
        }
    }

    void stop(@Observes AfterStop event) {
        traces.ifPresent(Traces::close);
    }

    private boolean isWorker() {
        return Role.parse(text("darkroom.roles")).contains(Role.RESIZER);
    }

    private String text(String property) {
        return config.getOptionalValue(property, String.class).orElse("");
    }
}
