package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What is signed here opens a bucket that is closed to everyone else, and no further than it says. */
class BrowserAccessTest {

    private static final long MAX_BYTES = 100;
    private static final Duration HOUR = Duration.ofHours(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private Sandbox sandbox;
    private S3Client s3;
    private BrowserAccess access;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        AwsConnection connection = SandboxClients.connection(sandbox);
        s3 = AwsClients.s3(connection);
        s3.createBucket(r -> r.bucket("private"));
        access = AwsClients.browserAccess(connection);
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a b+c%d\"e'f.jpg", "ünï/日本/😀.jpg", "${x}/../y//z", "*!~().jpg", "<img src=x>"})
    void shouldLetABrowserReadAnyKey(String key) throws IOException, InterruptedException {
        s3.putObject(r -> r.bucket("private").key(key), RequestBody.fromString("secret"));

        URI url = access.presignGet("private", key, Map.of(), Instant.now(), Duration.ofMinutes(5));

        assertThat(get(url).body()).isEqualTo("secret");
        assertThat(get(access.urls().object("private", key)).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldGiveTheSameUrlForTheSameMoment() {
        Instant hour = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(access.presignGet("private", "a.jpg", Map.of(), hour, Duration.ofHours(2)))
                .isEqualTo(access.presignGet("private", "a.jpg", Map.of(), hour, Duration.ofHours(2)));
    }

    @Test
    void shouldGiveEachVersionOfAPictureAUrlOfItsOwn() throws IOException, InterruptedException {
        s3.putObject(r -> r.bucket("private").key("a b.jpg"), RequestBody.fromString("secret"));

        URI first = access.presignGet("private", "a b.jpg", Map.of("x-version", "1"), Instant.now(), HOUR);
        URI second = access.presignGet("private", "a b.jpg", Map.of("x-version", "2"), Instant.now(), HOUR);

        assertThat(first).isNotEqualTo(second);
        assertThat(get(first).body()).isEqualTo("secret");
        assertThat(get(second).body()).isEqualTo("secret");
        URI forged = URI.create(first.toString().replace("x-version=1", "x-version=2"));
        assertThat(forged).isNotEqualTo(first);
        assertThat(get(forged).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldNotOpenAfterItsTime() throws IOException, InterruptedException {
        s3.putObject(r -> r.bucket("private").key("a.jpg"), RequestBody.fromString("secret"));

        URI url =
                access.presignGet("private", "a.jpg", Map.of(), Instant.now().minusSeconds(120), Duration.ofMinutes(1));

        assertThat(get(url).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldLetAFormUploadOnceSigned() throws IOException, InterruptedException {
        Map<String, String> fields = access.signForm(terms(Instant.now().plusSeconds(60)), Instant.now());

        assertThat(submit(fields, "photo.jpg", 10).statusCode()).isEqualTo(204);
        assertThat(s3.headObject(r -> r.bucket("private").key("day/photo.jpg")).contentLength())
                .isEqualTo(10);
    }

    @Test
    void shouldWriteTheExpiryAsTheS3DocumentationDoes() {
        Instant expiresAt = Instant.parse("2026-03-01T12:00:00.123456789Z");

        String policy = new String(
                Base64.getDecoder()
                        .decode(access.signForm(terms(expiresAt), Instant.now()).get("policy")),
                StandardCharsets.UTF_8);

        assertThat(policy).contains("\"expiration\":\"2026-03-01T12:00:00.123Z\"");
    }

    @Test
    void shouldNotLetAFormUploadMoreThanItsTermsSay() throws IOException, InterruptedException {
        Map<String, String> fields = access.signForm(terms(Instant.now().plusSeconds(60)), Instant.now());

        HttpResponse<String> response = submit(fields, "photo.jpg", (int) MAX_BYTES + 1);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("EntityTooLarge");
    }

    @Test
    void shouldNotLetAFormUploadUnderAnotherKey() throws IOException, InterruptedException {
        Map<String, String> fields =
                new LinkedHashMap<>(access.signForm(terms(Instant.now().plusSeconds(60)), Instant.now()));
        fields.put("key", "elsewhere/photo.jpg");

        assertThat(submit(fields, "photo.jpg", 10).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"day/photo.jpg", "day/ünï 日本 😀.jpg", "day/a \"quoted\" 'name' <b>&%+#?.jpg"})
    void shouldLetAFormUploadUnderTheVeryKeyThatWasSigned(String key) throws IOException, InterruptedException {
        Instant soon = Instant.now().plusSeconds(60);
        Map<String, String> fields =
                access.signForm(terms(new UploadTerms.ExactKey(key), Optional.of("image/jpeg"), soon), Instant.now());

        assertThat(submit(fields, "another.name", 10).statusCode()).isEqualTo(204);
        assertThat(s3.headObject(r -> r.bucket("private").key(key)).contentType())
                .isEqualTo("image/jpeg");
        for (String other : List.of(key + "x", key.substring(1), "day/${filename}")) {
            Map<String, String> forged = new LinkedHashMap<>(fields);
            forged.put("key", other);
            assertThat(submit(forged, "evil.jpg", 10).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void shouldNotLetAFormUploadUnderAnotherContentType() throws IOException, InterruptedException {
        Instant soon = Instant.now().plusSeconds(60);
        UploadTerms terms = terms(new UploadTerms.KeyPrefix("day/"), Optional.of("image/jpeg"), soon);
        Map<String, String> fields = new LinkedHashMap<>(access.signForm(terms, Instant.now()));
        fields.put("Content-Type", "text/html");

        assertThat(submit(fields, "photo.jpg", 10).statusCode()).isEqualTo(403);
    }

    /** The S3 documentation wants other characters escaped in policies. */
    @Test
    void shouldWritePoliciesInAscii() {
        Map<String, String> fields =
                access.signForm(terms(new UploadTerms.ExactKey("ü"), Optional.empty(), Instant.now()), Instant.now());

        assertThat(new String(Base64.getDecoder().decode(fields.get("policy")), StandardCharsets.UTF_8))
                .contains("[\"eq\",\"$key\",\"\\u00FC\"]");
    }

    @Test
    void shouldNotLetAFormUploadAfterItsTime() throws IOException, InterruptedException {
        Map<String, String> fields = access.signForm(terms(Instant.now().minusSeconds(1)), Instant.now());

        assertThat(submit(fields, "photo.jpg", 10).statusCode()).isEqualTo(403);
    }

    private static UploadTerms terms(Instant expiresAt) {
        return terms(new UploadTerms.KeyPrefix("day/"), Optional.empty(), expiresAt);
    }

    private static UploadTerms terms(UploadTerms.Key key, Optional<String> contentType, Instant expiresAt) {
        return new UploadTerms("private", key, contentType, MAX_BYTES, expiresAt, Optional.empty());
    }

    private HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(Map<String, String> fields, String fileName, int size)
            throws IOException, InterruptedException {
        String boundary = "----boundary";
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        body.append("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--%s--\r\n"
                .formatted(boundary, fileName, "x".repeat(size), boundary));
        return http.send(
                HttpRequest.newBuilder(access.urls().bucket("private"))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString());
    }
}
