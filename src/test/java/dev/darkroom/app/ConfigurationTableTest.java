package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of settings in docs/configure.md tells what the files and the routes say. */
class ConfigurationTableTest {

    private static final Path TABLE = Path.of("docs/configure.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `(darkroom[^`]+)` \\| (?:`([^`]*)`|(required)|) ?\\| (?:`([^`]*)`)? ?\\| .+ \\|");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??(darkroom\\.[a-z.-]+)[:}]");

    @Test
    void shouldTellTheDefaults() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        darkroom(Path.of("routes/application.properties")).forEach(defaults::put);
        darkroom(Path.of("src/main/resources/application.properties")).forEach(defaults::put);

        Map<String, String> told = new TreeMap<>();
        rows().filter(row -> row.group(3) == null)
                .forEach(row -> told.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        assertThat(told).isEqualTo(defaults);
    }

    @Test
    void shouldTellWhatDiffersOnALaptop() throws IOException {
        Map<String, String> told = new TreeMap<>();
        rows().filter(row -> row.group(4) != null).forEach(row -> told.put(row.group(1), row.group(4)));

        assertThat(told).isEqualTo(darkroom(Path.of("routes/application-dev.properties")));
    }

    @Test
    void shouldKnowEverySettingThatARouteUses() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            for (Path route : routes.filter(p -> p.toString().endsWith(".yaml")).toList()) {
                Matcher matcher = PLACEHOLDER.matcher(Files.readString(route));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        }
        String documentation = Files.readString(TABLE);

        assertThat(used).isNotEmpty().allMatch(property -> documentation.contains("`" + property + "`"));
    }

    private static Stream<Matcher> rows() throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        return lines.stream().map(ROW::matcher).filter(Matcher::matches);
    }

    private static Map<String, String> darkroom(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("darkroom."))
                .forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }
}
