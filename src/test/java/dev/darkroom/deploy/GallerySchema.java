package dev.darkroom.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema by which the API server checks Galleries, without the rules in CEL. */
final class GallerySchema {

    private final JsonSchema schema;

    GallerySchema() throws IOException {
        JsonNode definition = Yaml.documents(
                        Files.readString(Path.of("helm/darkroom/crds/galleries.darkroom.dev-v1.yaml")))
                .get(0);
        schema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(definition.at("/spec/versions/0/schema/openAPIV3Schema"));
    }

    /** @return what is wrong with a Gallery; nothing if it is right */
    List<String> mistakes(JsonNode gallery) {
        return schema.validate(gallery).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
