package dev.darkroom.app;

import dev.darkroom.check.ShippedRoutes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where route files of one's own are.
 *
 * @param directory their directory
 * @param pattern what their names are like
 */
record RoutePlace(Path directory, String pattern) {

    /** The setting that says it. */
    static final String SETTING = "darkroom.routes";

    /**
     * @param place a directory, or a directory and a pattern of file names
     * @return the same; empty if it is blank
     * @throws IllegalArgumentException if there is no such directory; the message says what to do
     */
    static Optional<RoutePlace> named(String place) {
        if (place.isBlank()) {
            return Optional.empty();
        }
        Path path = Path.of(place.strip()).toAbsolutePath();
        boolean all = Files.isDirectory(path);
        Path directory = all ? path : path.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    SETTING + " is '" + place + "', and " + directory + " is no directory: name one that is");
        }
        return Optional.of(new RoutePlace(
                directory, all ? "*" + ShippedRoutes.SUFFIX : path.getFileName().toString()));
    }

    /** @return the files that are there now, by name */
    Map<String, Path> list() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
            for (Path file : found) {
                if (Files.isRegularFile(file)) {
                    files.put(file.getFileName().toString(), file);
                }
            }
        }
        return files;
    }

    /** @return what is in the files that are there now */
    RouteTexts read() throws IOException {
        return RouteTexts.read(list());
    }

    /** @return how Camel is to call a file of this place */
    String location(String name) {
        return "file:" + directory.resolve(name);
    }
}
