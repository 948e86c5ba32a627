package dev.darkroom.app;

import dev.darkroom.camel.Concurrency;
import dev.darkroom.camel.MemoryBudget;
import dev.darkroom.check.RouteCheck;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the settings before anything starts, so that a missing one is told in one line that says what to do. */
@ApplicationScoped
public class StartupCheck {

    /** Before the sandbox, which comes at the default priority. */
    static final int FIRST = 1;

    private static final String WATCH = "darkroom.routes.watch";
    private static final Logger LOG = LoggerFactory.getLogger(StartupCheck.class);

    private final Config config;
    private final RoutesInForce inForce;
    private final OwnClasses classes;

    StartupCheck(Config config, RoutesInForce inForce, OwnClasses classes) {
        this.config = config;
        this.classes = classes;
        this.inForce = inForce;
    }

    /**
     * @return how often changes of route files are looked for; zero for never
     * @throws ConfigurationException if that cannot be told
     */
    static Duration watchInterval(Config config) {
        try {
            Duration interval = config.getValue(WATCH, Duration.class);
            if (!interval.isNegative() && (interval.isZero() || interval.toMillis() > 0)) {
                return interval;
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("No duration", e);
        }
        throw new ConfigurationException(WATCH + " is '"
                + config.getConfigValue(WATCH).getValue() + "': use a duration such as 2s or 500ms, or 0 for never");
    }

    /** @return whether a setting has a value */
    static Predicate<String> settingsOf(Config config) {
        return name -> config.getConfigValue(name).getRawValue() != null;
    }

    void check(@Observes @Priority(FIRST) BeforeConfigure event) {
        Set<Role> roles = roles();
        if (roles.contains(Role.RESIZER) || roles.contains(Role.GALLERY)) {
            String upload = required("darkroom.upload.bucket", "the bucket where originals arrive");
            String resized = required("darkroom.resized.bucket", "the bucket where thumbnails go");
            if (upload.equals(resized)) {
                throw new ConfigurationException("darkroom.upload.bucket and darkroom.resized.bucket are both '"
                        + upload + "': every thumbnail would be taken for a new upload. Use two buckets.");
            }
            checkMemory();
        }
        watchInterval(config);
        checkOwnRoutes();
    }

    /** Camel would stop at the first mistake, with a stack trace. */
    private void checkOwnRoutes() {
        Optional<String> named = config.getOptionalValue(RoutePlace.SETTING, String.class);
        try {
            ClassLoader loader = classes.loader();
            RouteTexts own = OwnRoutes.named(named.orElse("")).read();
            if (own.equals(RouteTexts.NONE)) {
                return;
            }
            List<String> mistakes = own.mistakes(RouteCheck.ofApp(settingsOf(config), loader));
            if (!mistakes.isEmpty()) {
                throw new ConfigurationException(String.join(System.lineSeparator(), mistakes));
            }
            inForce.started(own.files());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** The routes would find out as well, but tell it in a hundred lines. */
    private void checkMemory() {
        try {
            MemoryBudget.of(
                    config.getValue("darkroom.roles", String.class),
                    config.getValue("darkroom.upload.max-bytes", Long.class),
                    config.getValue("darkroom.thumbnail.width", Integer.class),
                    config.getValue("darkroom.thumbnail.height", Integer.class),
                    config.getValue("darkroom.image.max-pixels", Long.class));
            Concurrency.of(config.getValue("darkroom.resizer.concurrency", String.class));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    private Set<Role> roles() {
        try {
            return Role.parse(
                    config.getOptionalValue("darkroom.roles", String.class).orElse(""));
        } catch (IllegalArgumentException e) {
            // Quarkus tells a ConfigurationException in one line only if it has no cause
            throw new ConfigurationException(e.getMessage());
        }
    }

    private String required(String property, String meaning) {
        return config.getOptionalValue(property, String.class)
                .orElseThrow(() -> new ConfigurationException(MissingSetting.message(property, meaning)));
    }
}
