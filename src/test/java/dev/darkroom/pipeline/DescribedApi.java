package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an OpenAPI document promises of answers to GET. */
final class DescribedApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "https://darkroom.example/schemas";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    DescribedApi(String text) throws IOException {
        document = JSON.readTree(text);
        // the very schemas, in a document of JSON Schema instead of OpenAPI
        JsonNode strict = JSON.readTree(text.replace(SCHEMAS, DEFINITIONS)).at("/components/schemas");
        forbidOtherFields(strict);
        String definitions = JSON.createObjectNode().set("$defs", strict).toString();
        schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, definitions))));
    }

    JsonNode document() {
        return document;
    }

    Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        document.get("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    /** All answers that are promised, such as {@code /images 200}. */
    Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        for (String path : paths()) {
            responses(path).fieldNames().forEachRemaining(status -> answers.add(path + " " + status));
        }
        return answers;
    }

    /** Fails unless an answer has the status, the headers and the body that are promised of this path. */
    void assertKept(String path, RawHttp.Answer answer) throws IOException {
        JsonNode promise = resolved(responses(path).path(String.valueOf(answer.status())));
        assertThat(promise.isObject())
                .as("%s with %d is described", path, answer.status())
                .isTrue();
        promise.path("headers")
                .properties()
                .forEach(header -> assertHeader(header.getKey(), header.getValue(), answer));
        if (promise.has("content")) {
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
            JsonNode schema = promise.at("/content/application~1json/schema");
            assertThat(schema(schema).validate(JSON.readTree(answer.body())))
                    .as("%s with %s", path, answer.body())
                    .isEmpty();
        } else {
            assertThat(answer.body()).isEmpty();
        }
    }

    private JsonNode responses(String path) {
        return document.get("paths").get(path).get("get").get("responses");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private void assertHeader(String name, JsonNode promise, RawHttp.Answer answer) {
        String value = answer.headers().get(name.toLowerCase(Locale.ROOT));
        assertThat(value).as(name).isNotNull();
        if (resolved(promise).at("/schema/type").asText().equals("integer")) {
            assertThat(Integer.parseInt(value)).as(name).isPositive();
        }
    }

    private JsonSchema schema(JsonNode schema) {
        return schema.has("$ref")
                ? schemas.getSchema(
                        SchemaLocation.of(ADDRESS + schema.get("$ref").asText().replace(SCHEMAS, DEFINITIONS)))
                : schemas.getSchema(schema);
    }

    /** Clients had better overlook what they do not know; but whatever is answered is to be described. */
    private static void forbidOtherFields(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(DescribedApi::forbidOtherFields);
    }
}
