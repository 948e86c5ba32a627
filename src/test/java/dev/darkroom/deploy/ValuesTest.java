package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's values: wrong ones are refused in words, and right ones are the same in values, schema and README. */
class ValuesTest {

    private static final Chart CHART = Chart.source();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\| `(.*)` \\| (.+) \\|$");
    private static final Pattern COMMENT = Pattern.compile("(?m)^ *# -- (.+(?:\\n *# (?!--).+)*)\\n *([A-Za-z]+):");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "replicaCount: 2 | additional properties 'replicaCount' not allowed",
                "operator: {replica: 2} | at '/operator': additional properties 'replica' not allowed",
                "operator: {replicas: many} | at '/operator/replicas': got string, want integer",
                "operator: {replicas: 11} | at '/operator/replicas': maximum: got 11, want 10",
                "operator: {recheck: 10} | at '/operator/recheck': got number, want string",
                "operator: {recheck: 10 minutes} | at '/operator/recheck': '10 minutes' does not match",
                "operator: {resources: {memory: 1Gi}} | at '/operator/resources': additional properties 'memory'",
                "operator: {env: {HTTPS_PROXY: x}} | at '/operator/env': got object, want array",
                "image: {pullPolicy: Sometimes} | must be one of 'Always', 'IfNotPresent', 'Never'",
                "image: {repository: 'darkroom:latest'} | image.repository is darkroom:latest: the tag goes into image.tag",
                "image: {digest: abc} | at '/image/digest': 'abc' does not match",
                "watchNamespaces: photos | at '/watchNamespaces': got string, want array",
                "watchNamespaces: [Photos] | at '/watchNamespaces/0': 'Photos' does not match",
                "aws: {region: Frankfurt} | at '/aws/region': 'Frankfurt' does not match",
                "aws: {endpoint: 'localhost:4566'} | at '/aws/endpoint': 'localhost:4566' does not match",
                "aws: {pathStyle: 'yes'} | at '/aws/pathStyle': got string, want boolean",
                "aws: {credentials: {accessKey: a}} | accessKey and secretKey go together, and one of them is missing",
                "aws: {credentials: {accessKey: a, secretKey: b, existingSecret: c}} | give existingSecret, or accessKey",
                "serviceAccount: {create: false} | name the ServiceAccount to use in serviceAccount.name",
                "serviceAccount: {annotations: {a: 1}} | at '/serviceAccount/annotations/a': got number, want string",
                "metrics: {serviceMonitor: true} | at '/metrics/serviceMonitor': got boolean, want object",
                "gallery: {create: true} | name the buckets in gallery.spec.upload.bucket and gallery.spec.resized.bucket",
                "gallery: {create: true, spec: {upload: {bucket: a}, resized: {bucket: a}}} | are the same; every thumbnail",
                "gallery: {spec: {upload: {bucket: a}}} | no Gallery is made: set gallery.create=true as well",
                "gallery: {name: 1st} | at '/gallery/name': '1st' does not match",
                "{sandbox: {enabled: true}, aws: {region: eu-central-1}} | demo mode brings its own S3 and SQS",
                "{watchNamespaces: [other], sandbox: {enabled: true}} | darkroom-system, which is not among watchNamespaces",
            })
    void shouldRefuseInWords(String values, String message) {
        assertThatThrownBy(() -> CHART.render(values)).hasMessageContaining(message);
    }

    @Test
    void shouldHaveEveryValueInTheSchemaAndRefuseAllOthers() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(CHART.directory().resolve("values.schema.json").toFile());
        Map<String, JsonNode> known = new TreeMap<>();
        collect("", schema, known);

        assertThat(known).containsOnlyKeys(values().keySet());
    }

    @Test
    void shouldSayInTheReadmeWhatTheValuesFileSays() throws IOException {
        Map<String, String> comments = new TreeMap<>();
        List<String> names = List.copyOf(values().keySet());
        String file = Files.readString(CHART.directory().resolve("values.yaml"));
        Map<String, String> readme = new TreeMap<>();
        ROW.matcher(Files.readString(CHART.directory().resolve("README.md")))
                .results()
                .forEach(row -> readme.put(row.group(1), row.group(3)));
        List<String> explanations = COMMENT.matcher(file)
                .results()
                .map(match -> match.group(1).replaceAll("\\n *# ", " "))
                .toList();

        assertThat(explanations).hasSameSizeAs(names);
        values().forEach((name, ignored) -> comments.put(name, readme.getOrDefault(name, "")));
        assertThat(readme).isEqualTo(comments);
        assertThat(readme.values()).containsExactlyInAnyOrderElementsOf(explanations);
    }

    @Test
    void shouldShowTheDefaultsInTheReadme() throws IOException {
        Map<String, JsonNode> readme = new TreeMap<>();
        ObjectMapper json = new ObjectMapper();
        for (var row : ROW.matcher(Files.readString(CHART.directory().resolve("README.md")))
                .results()
                .toList()) {
            readme.put(row.group(1), json.readTree(row.group(2)));
        }

        assertThat(readme).isEqualTo(values());
    }

    /** @return each value that has an explanation of its own, with its default */
    private static Map<String, JsonNode> values() throws IOException {
        JsonNode root = Yaml.documents(Files.readString(CHART.directory().resolve("values.yaml")))
                .get(0);
        Map<String, JsonNode> values = new TreeMap<>();
        flatten("", root, values);
        return values;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, JsonNode> values) {
        node.properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            boolean isWhole = !entry.getValue().isObject()
                    || entry.getValue().isEmpty()
                    || name.endsWith("resources")
                    || name.endsWith("labels");
            if (isWhole) {
                values.put(name, entry.getValue());
            } else {
                flatten(name + ".", entry.getValue(), values);
            }
        });
    }

    private static void collect(String prefix, JsonNode schema, Map<String, JsonNode> known) {
        assertThat(schema.path("additionalProperties").isBoolean())
                .as("%s is closed", prefix)
                .isTrue();
        assertThat(schema.path("additionalProperties").asBoolean()).isFalse();
        ((ObjectNode) schema.path("properties")).properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            boolean isGroup = entry.getValue().has("properties") && !name.endsWith("resources");
            if (isGroup) {
                collect(name + ".", entry.getValue(), known);
            } else if (!name.equals("global")) {
                known.put(name, entry.getValue());
            }
        });
    }
}
