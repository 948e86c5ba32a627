package dev.darkroom.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings that the app reads, by looking for their names in its sources. */
final class AppSettings {

    private static final String NAME = "(darkroom\\.[a-z]+[a-z.-]*[a-z])";

    /** What has a default; what a route reads; what Java asks for, unless it is the name of a package or a meter. */
    private static final Map<String, Pattern> USES = Map.of(
            ".properties", Pattern.compile("(?m)^(?:%[a-z]+\\.)?" + NAME + "="),
            ".yaml", Pattern.compile("\\{\\{\\??" + NAME + "[:}]"),
            ".java", Pattern.compile("(?<!\\.builder\\()(?<!counter\\()\"(darkroom\\.[a-z]+\\.[a-z.-]*[a-z])\""));

    private AppSettings() {}

    /** @return the names of all properties */
    static Set<String> properties() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String root : List.of("src/main/java", "src/main/resources", "routes")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    names.addAll(namesIn(file));
                }
            }
        }
        return names;
    }

    /** @return the environment variables by which properties can be set */
    static Set<String> environmentVariables() throws IOException {
        return properties().stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> namesIn(Path file) throws IOException {
        String name = file.getFileName().toString();
        Optional<Pattern> use = Optional.ofNullable(USES.get(name.substring(Math.max(0, name.lastIndexOf('.')))));
        if (use.isEmpty()) {
            return Set.of();
        }
        return use.get()
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
