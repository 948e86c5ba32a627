package dev.darkroom.app;

import dev.darkroom.check.Finding;
import dev.darkroom.check.RouteCheck;
import dev.darkroom.check.ShippedRoutes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The route files that {@code darkroom.routes} names. Each replaces the shipped one of the same name, or is added. */
final class OwnRoutes {

    static final String SETTING = "darkroom.routes";

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
        if (place.isBlank()) {
            return new OwnRoutes(Map.of());
        }
        Path path = Path.of(place.strip()).toAbsolutePath();
        boolean all = Files.isDirectory(path);
        Path directory = all ? path : path.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    SETTING + " is '" + place + "', and " + directory + " is no directory: name one that is");
        }
        String pattern = all ? "*" + ShippedRoutes.SUFFIX : path.getFileName().toString();
        Map<String, Path> files = list(directory, pattern);
        if (files.isEmpty()) {
            throw new IllegalArgumentException(SETTING + " is '" + place + "', and no file there is called " + pattern
                    + ": put one there, or leave " + SETTING + " empty");
        }
        return new OwnRoutes(files);
    }

    private static Map<String, Path> list(Path directory, String pattern) {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
            for (Path file : found) {
                if (Files.isRegularFile(file)) {
                    files.put(file.getFileName().toString(), file);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(SETTING + ": " + directory + " cannot be listed: " + e, e);
        }
        return files;
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

    /**
     * @param isSet whether a setting has a value
     * @return what is wrong with the files, a line for each mistake
     */
    List<String> mistakes(Predicate<String> isSet) {
        if (files.isEmpty()) {
            return List.of();
        }
        List<String> mistakes = new ArrayList<>();
        Map<String, String> contents = new TreeMap<>();
        files.forEach((name, file) -> {
            try {
                contents.put(name, Files.readString(file));
            } catch (IOException e) {
                mistakes.add(name + ":1: cannot be read as text in UTF-8: " + e.getMessage());
            }
        });
        RouteCheck.ofApp(isSet).check(contents).stream().map(Finding::text).forEach(mistakes::add);
        return mistakes;
    }
}
