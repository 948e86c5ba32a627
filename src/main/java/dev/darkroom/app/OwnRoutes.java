package dev.darkroom.app;

import dev.darkroom.check.ShippedRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * A file that replaces a shipped one takes its place, since beans may need those of files before them.
     *
     * @return what Camel is to load instead of the shipped routes alone; empty if it is those
     */
    Optional<String> includePattern() {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = new LinkedHashSet<>(ShippedRoutes.names(OwnRoutes.class.getClassLoader()));
        names.addAll(files.keySet());
        return Optional.of(names.stream().map(this::location).collect(Collectors.joining(",")));
    }

    private String location(String name) {
        return Optional.ofNullable(files.get(name))
                .map(file -> "file:" + file)
                .orElseGet(() -> ShippedRoutes.location(name));
    }

    /** @return what is in them */
    RouteTexts read() {
        return RouteTexts.read(files);
    }
}
