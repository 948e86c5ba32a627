package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server lets into a Gallery. */
class GallerySchemaTest {

    private static final List<String> ADDRESSES =
            List.of("aws: {endpoint: '%s'}", "aws: {publicEndpoint: '%s'}", "gallery: {url: '%s'}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://[oops",
                "http://a|b",
                "http://a\\b",
                "http://photos.example/%zz",
                "http://photos.example/<a>",
                "http://photos.example/^",
                "http://photos.example:port",
                "http://-",
                "http://.",
                "http://a_b",
                "http://user@photos.example",
                "http://photos.example/?a",
                "ftp://photos.example"
            })
    void shouldRefuseAnAddressThatCannotBeUsed(String address) throws IOException {
        for (String field : ADDRESSES) {
            assertThat(new GallerySchema().mistakes(gallery(field.formatted(address))))
                    .as(field)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4566",
                "https://photos.example.com",
                "https://photos.example.com/a/b-c_d~e/%20/",
                "http://darkroom-sandbox.darkroom.svc:4566",
                "http://127.0.0.1:9000/",
                "http://[::1]:9000",
                "https://xn--bcher-kva.example"
            })
    void shouldTakeAnAddressThatCanBeUsed(String address) throws IOException {
        assertThat(URI.create(address).getHost()).isNotNull();
        for (String field : ADDRESSES) {
            assertThat(new GallerySchema().mistakes(gallery(field.formatted(address))))
                    .as(field)
                    .isEmpty();
        }
    }

    private static JsonNode gallery(String field) {
        return Yaml.documents(
                        """
                        apiVersion: darkroom.dev/v1alpha1
                        kind: Gallery
                        metadata: {name: holiday}
                        spec:
                          upload: {bucket: holiday-in}
                          resized: {bucket: holiday-out}
                          %s
                        """
                                .formatted(field))
                .get(0);
    }
}
