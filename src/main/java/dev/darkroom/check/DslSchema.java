package dev.darkroom.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * The JSON schema of Camel's YAML DSL, read as what may stand where. A general validator would say of a misspelt word in an
 * expression that each of thirty alternatives does not match; knowing how this schema is made allows to name the word.
 */
final class DslSchema {

    private static final String SCHEMA = "schema/camelYamlDsl.json";
    private static final String DEFINITIONS = "#/items/definitions/";
    private static final Set<String> TEXTS = Set.of("string", "boolean", "number", "integer");

    private final JsonNode schema;

    /** Shapes by reference, as they are needed. */
    private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

    private DslSchema(JsonNode schema) {
        this.schema = schema;
    }

    /** @throws IllegalStateException if the YAML DSL is not on the class path */
    static DslSchema load(ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException(SCHEMA + " of Camel's YAML DSL is not on the class path");
            }
            return new DslSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + SCHEMA, e);
        }
    }

    /** @return the schema of a whole file */
    JsonNode file() {
        return schema;
    }

    /** @return the names of all steps */
    Set<String> steps() {
        return shape(definition("org.apache.camel.model.ProcessorDefinition"))
                .properties()
                .keySet();
    }

    private JsonNode definition(String name) {
        return schema.path("items").path("definitions").path(name);
    }

    Shape shape(JsonNode place) {
        if (!place.has("$ref")) {
            return shape("", place);
        }
        String reference = place.get("$ref").asText();
        Shape known = shapes.get(reference);
        if (known != null) {
            return known;
        }
        String name = reference.substring(DEFINITIONS.length());
        JsonNode definition = definition(name);
        Shape shape = definition.has("$ref")
                ? shape(definition)
                : shape(name.substring(name.lastIndexOf('.') + 1), definition);
        shapes.put(reference, shape);
        return shape;
    }

    private Shape shape(String type, JsonNode place) {
        List<JsonNode> alternatives = place.has("oneOf") ? list(place.get("oneOf")) : List.of(place);
        Optional<JsonNode> settings =
                alternatives.stream().filter(DslSchema::hasSettings).findFirst();
        boolean anything = !place.has("type") && !place.has("oneOf");
        Map<String, JsonNode> properties = new HashMap<>();
        Set<String> required = new HashSet<>(texts(place.path("required")));
        List<Shape.Choice> choices = new ArrayList<>();
        settings.ifPresent(object -> {
            object.path("properties").properties().forEach(p -> properties.put(p.getKey(), p.getValue()));
            required.addAll(texts(object.path("required")));
            list(object.path("anyOf")).forEach(group -> choices.add(choice(group, properties)));
        });
        return new Shape(
                type,
                ofType(alternatives, TEXTS),
                settings.isPresent() || anything,
                properties,
                required,
                choices,
                place.path("maxProperties").asInt() == 1,
                ofType(alternatives, Set.of("array")).map(array -> array.path("items")));
    }

    /** The alternatives of a choice are where its settings are described; in the list of all settings they have only names. */
    private Shape.Choice choice(JsonNode group, Map<String, JsonNode> properties) {
        Set<String> names = new HashSet<>();
        boolean optional = false;
        for (JsonNode branch : list(group.path("oneOf"))) {
            if (branch.has("not")) {
                optional = true;
            } else if (branch.has("$ref")) {
                Shape included = shape(branch);
                properties.putAll(included.properties());
                names.addAll(included.properties().keySet());
            } else {
                branch.path("properties").properties().forEach(p -> properties.put(p.getKey(), p.getValue()));
                names.addAll(texts(branch.path("required")));
            }
        }
        return new Shape.Choice(names, optional);
    }

    private static boolean hasSettings(JsonNode alternative) {
        return alternative.path("type").asText().equals("object") || alternative.has("properties");
    }

    private static Optional<JsonNode> ofType(Collection<JsonNode> alternatives, Set<String> types) {
        return alternatives.stream()
                .filter(alternative -> types.contains(alternative.path("type").asText()))
                .findFirst();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }
}
