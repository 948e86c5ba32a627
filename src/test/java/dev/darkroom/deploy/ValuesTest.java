package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's values: wrong ones are refused in words, and right ones are the same in values, schema and README. */
class ValuesTest {

    private static final Chart CHART = Chart.source();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\| `(.*)` \\| (.+) \\|$");

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
                "log: {format: xml} | at '/log/format': value must be one of 'json', 'text'",
                "log: {uploads: info} | at '/log/uploads': value must be one of 'INFO', 'WARN', 'ERROR'",
                "tracing: {endpoint: 'collector:4318'} | at '/tracing/endpoint': 'collector:4318' does not match",
                "tracing: {ratio: 1.5} | at '/tracing/ratio': maximum: got 1.5, want 1",
                "tracing: {ratio: half} | at '/tracing/ratio': 'half' does not match",
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
        Set<String> known = new TreeSet<>();
        collect("", schema, known);

        assertThat(known).isEqualTo(ChartValue.all().keySet());
    }

    @Test
    void shouldSayInTheReadmeWhatTheValuesFileSays() throws IOException {
        Map<String, ChartValue> readme = new TreeMap<>();
        ObjectMapper json = new ObjectMapper();
        for (MatchResult row : ROW.matcher(Files.readString(CHART.directory().resolve("README.md")))
                .results()
                .toList()) {
            readme.put(row.group(1), new ChartValue(json.readTree(row.group(2)), row.group(3)));
        }

        assertThat(readme).isEqualTo(ChartValue.all());
    }

    private static void collect(String prefix, JsonNode schema, Set<String> known) {
        assertThat(schema.path("additionalProperties"))
                .as("%s is closed", prefix)
                .isEqualTo(BooleanNode.FALSE);
        schema.path("properties").properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            if (entry.getValue().has("properties") && !name.endsWith("resources")) {
                collect(name + ".", entry.getValue(), known);
            } else if (!name.equals("global")) {
                known.add(name);
            }
        });
    }
}
