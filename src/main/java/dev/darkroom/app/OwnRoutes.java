package dev.darkroom.app;

import dev.darkroom.check.ShippedRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The route files that {@code darkroom.routes} names. Each replaces the shipped one of the same name, or is added. */
final class OwnRoutes {

    private final Map<String, Path> files;

    private OwnRoutes(Map<String, Path> files) {
        this.files = files;
    }

    /**
     * @param place a directory, or a directory and a pattern of file names; empty for none
     * @return the files that are there now
     * @throws IllegalArgumentException if there are none; the message says what to do
     */
    static OwnRoutes named(String place) {
        Optional<RoutePlace> where = RoutePlace.named(place);
        return where.isEmpty() ? new OwnRoutes(Map.of()) : in(where.get(), place);
    }

    private static OwnRoutes in(RoutePlace where, String place) {
        Map<String, Path> files;
        try {
            files = where.list();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    RoutePlace.SETTING + ": " + where.directory() + " cannot be listed: " + e, e);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(RoutePlace.SETTING + " is '" + place + "', and no file there is called "
                    + where.pattern() + ": put one there, or leave " + RoutePlace.SETTING + " empty");
        }
        return new OwnRoutes(files);
    }

    /** @return what Camel is to load instead of the shipped routes alone; empty if it is those */
    Optional<String> includePattern() {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> shipped = new TreeSet<>(ShippedRoutes.names(OwnRoutes.class.getClassLoader()));
        shipped.removeAll(files.keySet());
        return Optional.of(Stream.concat(
                        shipped.stream().map(name -> "classpath:routes/" + name),
                        files.values().stream().map(file -> "file:" + file))
                .collect(Collectors.joining(",")));
    }

    /** @return what is in them */
    RouteTexts read() {
        return RouteTexts.read(files);
    }
}
