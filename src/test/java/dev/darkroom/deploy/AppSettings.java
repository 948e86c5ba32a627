package dev.darkroom.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Settings that the app reads, by looking for their names in its sources. */
final class AppSettings {

    private static final Pattern PROPERTY = Pattern.compile("\\bdarkroom\\.[a-z]+[a-z.-]*[a-z]");

    private AppSettings() {}

    /** @return the environment variables by which properties can be set */
    static Set<String> environmentVariables() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path root : new Path[] {Path.of("src/main/java"), Path.of("src/main/resources"), Path.of("routes")}) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().matches(".*\\.(java|properties|yaml)"))
                        .forEach(file -> collect(file, names));
            }
        }
        return names;
    }

    private static void collect(Path file, Set<String> names) {
        try {
            PROPERTY.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group()
                            .toUpperCase(Locale.ROOT)
                            .replace('.', '_')
                            .replace('-', '_'))
                    .forEach(names::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
