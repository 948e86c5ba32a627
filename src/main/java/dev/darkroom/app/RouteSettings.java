package dev.darkroom.app;

import dev.darkroom.check.ShippedRoutes;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the files that lie beside the routes the defaults of the app: {@code routes/application.properties} always, and
 * {@code routes/application-dev.properties} when the sandbox is among the roles. Names the route files that Camel is to load, those of
 * {@code darkroom.routes} and not the ones that they replace among them: to look for them costs a tenth of a second.
 */
public final class RouteSettings implements ConfigSourceFactory {

    /** Whether the process listens at the port of the gallery. */
    static final String HTTP_ENABLED = "quarkus.http.host-enabled";

    /** What Camel is to load. */
    static final String INCLUDE = "camel.main.routes-include-pattern";

    /** Below the app's own {@code application.properties} (250), so that everything else overrides these. */
    private static final int ORDINAL = 200;

    /** Above it, and below the environment (300). */
    private static final int OVER_APP = 260;

    /** The category in which the log tells of uploads has the level of a setting of the routes, which builds of the app do not know. */
    private static final Map<String, String> LOG_LEVELS =
            Map.of("quarkus.log.category.\"darkroom.uploads\".level", "${darkroom.log.uploads}");

    /** Nobody else names these beans, unless there are routes of one's own, which may name any. */
    private static final Map<String, Role> BEANS_OF_ONE_ROLE =
            Map.of("upload-beans.camel.yaml", Role.RESIZER, "gallery-beans.camel.yaml", Role.GALLERY);

    /**
     * Switches the loading of routes off. Those of other roles would not be started in any case, but their beans would be made, which
     * want buckets.
     */
    private static final String NO_ROUTES = "false";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(source("routes/application.properties", ORDINAL));
        sources.add(new PropertiesConfigSource(LOG_LEVELS, "levels of the log", ORDINAL));
        Optional<String> roles =
                Optional.ofNullable(context.getValue("darkroom.roles")).map(ConfigValue::getValue);
        if (roles.filter(names -> namesAny(names, Role.SANDBOX)).isPresent()) {
            sources.add(source("routes/application-dev.properties", ORDINAL + 1));
        }
        if (roles.isPresent() && !runsRoutes(roles.get())) {
            sources.add(include(NO_ROUTES, "darkroom.roles", OVER_APP));
            sources.add(new PropertiesConfigSource(
                    Map.of(HTTP_ENABLED, "false"), "nothing to answer at the gallery's port", OVER_APP));
        } else {
            sources.add(include(shippedRoutes(roles), "the routes of the app", ORDINAL));
            ownRoutes(context).ifPresent(sources::add);
        }
        return sources;
    }

    /** Lenient as well, and for the same reason, about files that are not there. */
    private static Optional<ConfigSource> ownRoutes(ConfigSourceContext context) {
        try {
            return Optional.ofNullable(context.getValue(RoutePlace.SETTING))
                    .map(ConfigValue::getValue)
                    .map(OwnRoutes::named)
                    .flatMap(OwnRoutes::includePattern)
                    .map(pattern -> include(pattern, RoutePlace.SETTING, OVER_APP));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String shippedRoutes(Optional<String> roles) {
        return ShippedRoutes.names(RouteSettings.class.getClassLoader()).stream()
                .filter(name -> isOfUse(name, roles))
                .map(ShippedRoutes::location)
                .collect(Collectors.joining(","));
    }

    private static boolean isOfUse(String file, Optional<String> roles) {
        Role only = BEANS_OF_ONE_ROLE.get(file);
        return only == null || roles.isEmpty() || namesAny(roles.get(), only);
    }

    private static ConfigSource include(String pattern, String reason, int ordinal) {
        return new PropertiesConfigSource(Map.of(INCLUDE, pattern), reason, ordinal);
    }

    /** @return whether a process with these roles has routes */
    static boolean runsRoutes(String roles) {
        return namesAny(roles, Role.RESIZER, Role.GALLERY);
    }

    /** Lenient, because StartupCheck has the better answer to a name that is no role. */
    private static boolean namesAny(String roles, Role... wanted) {
        return Arrays.stream(roles.split(",")).map(String::strip).anyMatch(name -> Arrays.stream(wanted)
                .anyMatch(role -> role.name().equalsIgnoreCase(name)));
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
