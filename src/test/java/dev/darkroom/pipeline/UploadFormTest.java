package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /upload-form} as a program or the page's own script sees it that has a file to upload. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class UploadFormTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    LaptopClient client;

    @TestHTTPResource("/")
    URI gallery;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo.jpg",
                "ünï 日本 😀.jpg",
                "<img src=x onerror=alert(1)>.jpg",
                "\"quotes\" & 100% + #1?.jpg",
                "../../${filename}.jpg",
                "..",
                ""
            })
    void shouldLeadAFileOfAnyNameToTheGallery(String name) throws IOException, InterruptedException {
        JsonNode form = form("?name=" + encoded(name) + "&type=image/jpeg");
        String key = form.get("key").asText();
        assertThat(key).startsWith(form.get("keyPrefix").asText()).doesNotContain("..");

        assertThat(submit(form, "another.jpg")).isEqualTo(204);

        await().atMost(PATIENCE)
                .until(() -> JSON.readTree(get("/uploads/" + encoded(key)).body())
                        .path("state")
                        .asText()
                        .equals("ready"));
        assertThat(client.entriesOf(key)).hasSize(1);
    }

    @Test
    void shouldLetS3NameAFileThatIsNotNamed() throws IOException, InterruptedException {
        JsonNode form = form("");
        assertThat(form.has("key")).isFalse();

        assertThat(submit(form, "from-disk.jpg")).isEqualTo(204);

        String key = form.get("keyPrefix").asText() + "from-disk.jpg";
        await().atMost(PATIENCE).until(() -> client.entriesOf(key).size() == 1);
    }

    @Test
    void shouldTellAllThatAClientHasToKnow() throws IOException {
        JsonNode form = form("?name=a.png&type=image/png");

        assertThat(form.fieldNames())
                .toIterable()
                .containsExactly("url", "fields", "key", "keyPrefix", "maxBytes", "expiresAt");
        assertThat(form.get("fields").get("Content-Type").asText()).isEqualTo("image/png");
        assertThat(form.get("maxBytes").asLong()).isEqualTo(5_000_000);
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(form.get("expiresAt").asText())))
                .isBetween(Duration.ofMinutes(110), Duration.ofHours(2));
    }

    @Test
    void shouldBeNewEachTimeAndKeptByNobody() throws IOException {
        RawHttp.Answer answer = get("/upload-form?name=a.png");

        assertThat(answer.headers())
                .containsEntry("cache-control", "no-store")
                .containsEntry("content-type", "application/json")
                .containsEntry("x-content-type-options", "nosniff")
                .doesNotContainKey("etag");
        assertThat(form("?name=a.png").get("key").asText())
                .isNotEqualTo(JSON.readTree(answer.body()).get("key").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=image/heic",
                "type=image/svg%2Bxml",
                "type=SECRET",
                "type=",
                "name=a&name=b",
                "type=a&type=b"
            })
    void shouldSayWhatIsWrongWithAQuestion(String query) throws IOException {
        RawHttp.Answer answer = get("/upload-form?" + query);

        assertThat(answer.status()).isEqualTo(400);
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.get("error").asText()).isEqualTo("bad-request");
        assertThat(error.get("message").asText()).endsWith(".").doesNotContain("SECRET");
    }

    @Test
    void shouldSayWhichTypesItTakes() throws IOException {
        assertThat(get("/upload-form?type=image/heic").body())
                .contains("image/jpeg, image/png, image/gif, image/webp, image/bmp, image/tiff");
    }

    /** Whoever could set fields through the address would choose what is signed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "key=evil",
                "success_action_redirect=http://evil.example/",
                "acl=public-read",
                "policy=x",
                "keyPrefix=",
                "CamelBeanMethodName=toString"
            })
    void shouldTakeNothingElseIntoTheForm(String query) throws IOException {
        JsonNode form = form("?name=a.png&" + query);

        assertThat(form.get("fields").fieldNames()).toIterable().containsExactly("key");
        assertThat(form.toString()).doesNotContain("evil");
    }

    private int submit(JsonNode form, String fileName) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        form.get("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return client.submit(URI.create(form.get("url").asText()), fields, fileName, Pictures.jpeg(30, 30, Color.GREEN))
                .statusCode();
    }

    private JsonNode form(String query) throws IOException {
        RawHttp.Answer answer = get("/upload-form" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private RawHttp.Answer get(String target) throws IOException {
        return RawHttp.send(gallery, "GET", target);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
