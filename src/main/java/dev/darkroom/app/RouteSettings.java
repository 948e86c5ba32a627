package dev.darkroom.app;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the files that lie beside the routes the defaults of the app: {@code routes/application.properties} always, and
 * {@code routes/application-dev.properties} when the sandbox is among the roles.
 */
public final class RouteSettings implements ConfigSourceFactory {

    /** Below the app's own {@code application.properties} (250), so that everything else overrides these. */
    private static final int ORDINAL = 200;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(source("routes/application.properties", ORDINAL));
        if (runsSandbox(context)) {
            sources.add(source("routes/application-dev.properties", ORDINAL + 1));
        }
        return sources;
    }

    private static boolean runsSandbox(ConfigSourceContext context) {
        return Optional.ofNullable(context.getValue("darkroom.roles"))
                .map(ConfigValue::getValue)
                .filter(roles -> Role.parse(roles).contains(Role.SANDBOX))
                .isPresent();
    }

    private static ConfigSource source(String name, int ordinal) {
        URL url = Optional.ofNullable(
                        Thread.currentThread().getContextClassLoader().getResource(name))
                .orElseThrow(() -> new IllegalStateException(name + " is missing from the class path"));
        try {
            return new PropertiesConfigSource(url, ordinal);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
