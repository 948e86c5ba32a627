package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The packaged app as a laptop runs it: sandbox, resizer and gallery in one process, provisioned at start. */
@QuarkusIntegrationTest
@WithTestResource(LaptopResource.class)
class LaptopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    LaptopClient client;

    @TestHTTPResource("/")
    URI gallery;

    @Test
    void shouldTurnAnAnonymousUploadIntoAPictureInTheGallery() throws IOException, InterruptedException {
        assertThat(client.post("test.jpeg", Pictures.jpeg(1600, 1200, Color.RED))
                        .statusCode())
                .isEqualTo(204);

        await().atMost(PATIENCE).until(() -> client.originals().isEmpty());
        assertThat(client.thumbnail("test.jpeg").orElseThrow().response().contentType())
                .isEqualTo("image/jpeg");
        String page = new String(client.get(gallery).body(), StandardCharsets.UTF_8);
        assertThat(page).contains("alt=\"test.jpeg\"").contains("width=\"400\" height=\"300\"");
    }
}
