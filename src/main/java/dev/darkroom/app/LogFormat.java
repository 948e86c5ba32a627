package dev.darkroom.app;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.eclipse.microprofile.config.Config;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Gives the log the form that {@code darkroom.log.format} asks for: text for people, JSON for what collects logs. */
@ApplicationScoped
public class LogFormat {

    private static final String SETTING = "darkroom.log.format";

    private final Config config;

    LogFormat(Config config) {
        this.config = config;
    }

    /** Comes before everything else that may write to the log. */
    void apply(@Observes @Priority(StartupCheck.FIRST - 1) BeforeConfigure event) {
        String format = config.getValue(SETTING, String.class);
        switch (format) {
            case "text" -> {
                // as application.properties has it
            }
            case "json" ->
                Arrays.stream(InitialConfigurator.DELAYED_HANDLER.getHandlers())
                        .filter(ConsoleHandler.class::isInstance)
                        .forEach(console -> console.setFormatter(new JsonLines()));
            default -> throw new ConfigurationException(SETTING + " is '" + format + "': use text or json");
        }
    }
}
