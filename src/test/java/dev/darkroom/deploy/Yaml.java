package dev.darkroom.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.darkroom.operator.api.Gallery;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** YAML as an API server with strict validation reads it: no key twice, no field that the kind does not have. */
final class Yaml {

    private static final YAMLMapper READER = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new WithoutCatchAll())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Yaml() {}

    /** @return the documents of a stream, without empty ones */
    static List<JsonNode> documents(String stream) {
        try (var documents = READER.readerFor(JsonNode.class).<JsonNode>readValues(stream)) {
            return documents.readAll().stream()
                    .filter(document -> document.isObject() && !document.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the object in the class of its kind; kinds of other projects, which have none, as they are */
    static HasMetadata object(JsonNode document) {
        try {
            if (document.path("kind").asText().equals("Gallery")) {
                return STRICT.treeToValue(document, Gallery.class);
            }
            HasMetadata lenient = Serialization.unmarshal(document.toString(), HasMetadata.class);
            return lenient instanceof GenericKubernetesResource
                    ? lenient
                    : STRICT.treeToValue(document, lenient.getClass());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The classes of Kubernetes kinds keep what they do not know in a map, which would hide mistakes. */
    private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
