package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.darkroom.deploy.SettingsTable.Row;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings in docs/configure.md tells what code, chart and the definition of Galleries say. */
class SettingsTableTest {

    private static final Path DEFINITION = Path.of("helm/darkroom/crds/galleries.darkroom.dev-v1.yaml");
    private static final Pattern CHART_ROW = Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\| `(.*)` \\| (.+) \\|$");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** A field of a Gallery, or a value of the chart. */
    private record Setting(JsonNode fallback, boolean isRequired, String meaning) {

        String fallbackText() {
            return fallback.isValueNode() ? fallback.asText("") : fallback.toString();
        }
    }

    @Test
    void shouldTellTheDefaultsOfTheApp() throws IOException {
        Map<String, String> defaults = properties(Path.of("routes/application.properties"));
        defaults.putAll(properties(Path.of("src/main/resources/application.properties")));

        assertThat(column(Row::property))
                .allSatisfy((property, row) -> assertThat(row.fallback())
                        .as(property)
                        .isEqualTo(row.isRequired() ? "" : defaults.getOrDefault(property, "")))
                .containsKeys(defaults.keySet().toArray(String[]::new));
    }

    @Test
    void shouldTellWhatDiffersOnALaptop() throws IOException {
        Map<String, String> told = new TreeMap<>();
        SettingsTable.rows().stream()
                .filter(row -> !row.laptop().isEmpty())
                .forEach(row -> told.put(row.property(), row.laptop()));

        assertThat(told).isEqualTo(properties(Path.of("routes/application-dev.properties")));
    }

    /** Also those without any default. */
    @Test
    void shouldListWhatTheCodeAndTheRoutesReadAndNothingElse() throws IOException {
        assertThat(column(Row::property).keySet()).isEqualTo(AppSettings.properties());
    }

    @Test
    void shouldNameTheEnvironmentVariableOfEachProperty() throws IOException {
        assertThat(SettingsTable.rows()).isNotEmpty().allSatisfy(row -> assertThat(row.variable())
                .isEqualTo(row.property()
                        .toUpperCase(Locale.ROOT)
                        .replace('.', '_')
                        .replace('-', '_')));
    }

    @Test
    void shouldListTheFieldsOfAGallery() throws IOException {
        compare(column(Row::field), fieldsOfGallery(), "in a Gallery");
    }

    @Test
    void shouldListTheValuesOfTheChart() throws IOException {
        compare(column(Row::value), valuesOfChart(), "in the chart");
    }

    /** What is also a property of the app has one meaning for all, and tells where the default is another. */
    private static void compare(Map<String, Row> told, Map<String, Setting> settings, String where) {
        assertThat(told).containsOnlyKeys(settings.keySet());
        settings.forEach((name, setting) -> {
            Row row = told.get(name);
            assertThat(row.isRequired()).as(name).isEqualTo(setting.isRequired());
            if (row.property().isEmpty()) {
                assertThat(row.meaning()).as(name).isEqualTo(setting.meaning());
                assertThat(json(row.fallback())).as(name).isEqualTo(json(setting.fallbackText()));
            } else if (!setting.fallback().isEmpty() || setting.fallback().isValueNode()) {
                assertThat(setting.fallbackText())
                        .as(name)
                        .satisfiesAnyOf(
                                fallback -> assertThat(fallback).isIn("", row.fallback()),
                                fallback -> assertThat(row.meaning()).contains("`" + fallback + "` " + where));
            }
        });
    }

    private static Map<String, Setting> fieldsOfGallery() throws IOException {
        JsonNode spec =
                YAML.readTree(DEFINITION.toFile()).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        Map<String, Setting> fields = new TreeMap<>();
        collect("spec", spec, fields);
        return fields;
    }

    private static void collect(String path, JsonNode schema, Map<String, Setting> fields) {
        List<String> required = YAML.convertValue(schema.path("required"), new TypeReference<>() {});
        schema.path("properties").properties().forEach(entry -> {
            String name = path + "." + entry.getKey();
            JsonNode field = entry.getValue();
            if (field.has("properties") && !entry.getKey().equals("resources")) {
                collect(name, field, fields);
            } else {
                boolean isRequired = required != null && required.contains(entry.getKey());
                fields.put(
                        name,
                        new Setting(
                                field.path("default"),
                                isRequired,
                                field.path("description").asText()));
            }
        });
    }

    /** From the chart's own table, which another test compares with its values and their schema. */
    private static Map<String, Setting> valuesOfChart() throws IOException {
        Map<String, Setting> values = new TreeMap<>();
        for (var row : CHART_ROW
                .matcher(Files.readString(Path.of("helm/darkroom/README.md")))
                .results()
                .toList()) {
            values.put(row.group(1), new Setting(YAML.readTree(row.group(2)), false, row.group(3)));
        }
        return values;
    }

    private static Map<String, Row> column(Function<Row, String> name) throws IOException {
        return SettingsTable.rows().stream()
                .filter(row -> !name.apply(row).isEmpty())
                .collect(Collectors.toMap(
                        name,
                        Function.identity(),
                        (a, b) -> {
                            throw new IllegalStateException(name.apply(a) + " stands there twice");
                        },
                        LinkedHashMap::new));
    }

    private static Map<String, String> properties(Path file) throws IOException {
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

    private static JsonNode json(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
