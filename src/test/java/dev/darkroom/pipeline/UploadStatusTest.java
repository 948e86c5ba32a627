package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Faults;
import dev.darkroom.sandbox.Sandbox;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Tag;

/** {@code GET /uploads/KEY} as a program sees it that has uploaded something and waits for it. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class UploadStatusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    LaptopClient client;

    Sandbox sandbox;

    @TestHTTPResource("/")
    URI gallery;

    @Test
    void shouldLeadToTheThumbnailOnceItIsReady() throws IOException, InterruptedException {
        client.put("day/of joy.jpg", Pictures.jpeg(80, 40, Color.RED));

        JsonNode ready = awaitState("day/of joy.jpg", "ready");

        JsonNode image = ready.get("image");
        assertThat(image.get("key").asText()).isEqualTo("day/of joy.jpg");
        assertThat(image.get("width").asInt()).isEqualTo(400);
        assertThat(image.get("height").asInt()).isEqualTo(200);
        assertThat(Instant.parse(image.get("uploadedAt").asText())).isBeforeOrEqualTo(Instant.now());
        byte[] picture = client.get(URI.create(image.get("url").asText())).body();
        assertThat(Pictures.decoded(picture).getWidth()).isEqualTo(400);
    }

    @Test
    void shouldTellToWaitUntilTheThumbnailIsReady() throws IOException {
        Faults.Registration broken = sandbox.faults().add(FaultRule.on("s3:GetObject", Fault.error(503, "SlowDown")));
        try {
            client.put("slow.jpg", Pictures.jpeg(80, 40, Color.RED));

            assertThat(status("slow.jpg").body()).isEqualTo("{\"state\":\"waiting\"}");
        } finally {
            broken.close();
        }

        awaitState("slow.jpg", "ready");
    }

    @Test
    void shouldTellWhyAnUploadWasRejected() throws IOException {
        client.put("text.jpg", "I am a text file".getBytes(StandardCharsets.UTF_8));

        JsonNode rejected = awaitState("text.jpg", "rejected");

        assertThat(rejected.get("reason").asText()).isEqualTo("not-an-image");
        assertThat(rejected.get("message").asText()).contains("no picture");
        assertThat(rejected.has("image")).isFalse();
    }

    @Test
    void shouldNotKnowWhatWasNeverUploaded() throws IOException {
        RawHttp.Answer answer = status("never.jpg");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).get("error").asText()).isEqualTo("not-found");
        assertThat(answer.body()).doesNotContain("never.jpg");
    }

    @Test
    void shouldTellNoSizeOfAThumbnailThatDarkroomDidNotStore() throws IOException {
        client.s3()
                .putObject(
                        r -> r.bucket(SandboxResource.RESIZED_BUCKET).key("foreign.jpg"),
                        RequestBody.fromString("from before Darkroom"));

        JsonNode image = JSON.readTree(status("foreign.jpg").body()).get("image");

        assertThat(image.fieldNames()).toIterable().containsExactly("key", "name", "url");
    }

    @Test
    void shouldRepeatNothingOfATagThatIsNoCode() throws IOException {
        Faults.Registration broken = sandbox.faults().add(FaultRule.on("s3:GetObject", Fault.error(503, "SlowDown")));
        try {
            client.put("tagged.jpg", Pictures.jpeg(80, 40, Color.RED));
            client.s3().putObjectTagging(r -> r.bucket(SandboxResource.UPLOAD_BUCKET)
                    .key("tagged.jpg")
                    .tagging(t -> t.tagSet(Tag.builder()
                            .key("darkroom-rejected")
                            .value("Owned by @eve +/=")
                            .build())));

            RawHttp.Answer answer = status("tagged.jpg");

            assertThat(JSON.readTree(answer.body()).get("reason").asText()).isEqualTo("unknown");
            assertThat(answer.body()).doesNotContain("eve");
        } finally {
            broken.close();
        }
        awaitState("tagged.jpg", "ready");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with spaces.jpg",
                "a+b.jpg",
                "100%.jpg",
                "a%2Fb.jpg",
                "a%252Fb.jpg",
                "why?#not.jpg",
                "a&b=c;d@e:f,g.jpg",
                "ünï-日本-😀.jpg",
                "u\u0308-decomposed.jpg",
                "${sys.user.home}.jpg",
                "#{7*7}{{darkroom.roles}}.jpg",
                "$simple{header.host}.jpg",
                "/leading.jpg",
                "//two-leading.jpg",
                "deep//er/./../path.jpg",
                "../../etc/passwd",
                "ends-with-dots/..",
                "trailing/",
                "back\\slash.jpg",
                "<img src=x onerror=alert(1)>.jpg",
                "\"quoted\" 'twice'.jpg",
                "line\nfeed\r\ttab.jpg",
                "nul\u0000and\u001bescape\u2028.jpg",
                "uploads/uploads/again.jpg",
            })
    void shouldLookUpAnyKeyAsItself(String key) throws IOException {
        storeThumbnail(key);

        assertThat(keyOfImage("/uploads/" + encoded(key))).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "/uploads/raw//er/./../path.jpg, raw//er/./../path.jpg",
        "/uploads//raw-leading.jpg, /raw-leading.jpg",
        "/uploads/raw/%2e%2E/dots.jpg, raw/../dots.jpg",
        "/uploads/a/../../uploads/raw.jpg, a/../../uploads/raw.jpg",
        "/uploads/raw+plus.jpg, raw+plus.jpg",
        "/uploads/raw.jpg?after=/uploads/other.jpg, raw.jpg",
        "/uploads/raw$(x)'!*.jpg, raw$(x)'!*.jpg",
        "http://gallery.example/uploads/raw-absolute.jpg, raw-absolute.jpg",
    })
    void shouldTidyNothingInAKeyWhoseSlashesAndDotsAreNotEncoded(String target, String key) throws IOException {
        storeThumbnail(key);

        assertThat(keyOfImage(target)).isEqualTo(key);
    }

    @Test
    void shouldLookUpTheLongestKeyAndExplainThatThereIsNoLongerOne() throws IOException {
        String key = "日".repeat(341) + "x";
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSize(1024);
        storeThumbnail(key);

        assertThat(keyOfImage("/uploads/" + encoded(key))).isEqualTo(key);
        assertBadRequest("/uploads/" + encoded(key + "x"));
    }

    @Test
    void shouldTellThatReservedNamesAreNoPictures() throws IOException {
        IndexEntry entry = new IndexEntry(Instant.EPOCH, 4, 3, "photo.jpg");
        client.s3()
                .putObject(r -> r.bucket(SandboxResource.RESIZED_BUCKET).key(entry.objectKey()), RequestBody.empty());
        assertThat(status(entry.objectKey()).status()).isEqualTo(404);
        client.s3().deleteObject(r -> r.bucket(SandboxResource.RESIZED_BUCKET).key(entry.objectKey()));

        client.put(".gallery/fake.jpg", Pictures.jpeg(80, 40, Color.RED));
        assertThat(awaitState(".gallery/fake.jpg", "rejected").get("reason").asText())
                .isEqualTo("key-reserved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/uploads/", "/uploads", "/uploads/?x", "/uploads/%ff.jpg", "/uploads/%C0%AE", "/uploads/ü"})
    void shouldExplainWhatIsWrongWithAnAddress(String target) throws IOException {
        assertBadRequest(target);
    }

    /** These never reach a route: the HTTP server refuses what is no URI. */
    @ParameterizedTest
    @ValueSource(strings = {"/uploads/%zz", "/uploads/a%2", "/uploads/%", "/uploads/a|b", "/uploads/a\u0007b"})
    void shouldRefuseWhatIsNoUri(String target) throws IOException {
        assertThat(get(target).status()).isEqualTo(400);
    }

    @Test
    void shouldAnswerOnlyWhatIsBelowItsPath() throws IOException {
        storeThumbnail("other.jpg");

        assertThat(get("/uploadsother.jpg").status()).isEqualTo(404);
        assertThat(get("/uploads/../other.jpg").status()).isEqualTo(404);
    }

    @Test
    void shouldTellProgramsThatS3IsAwayAndWhenToAskAgain() throws IOException {
        for (Fault fault :
                new Fault[] {Fault.error(503, "SlowDown"), Fault.error(403, "AccessDenied"), Fault.dropBeforeWork()}) {
            Faults.Registration broken = sandbox.faults().add(FaultRule.on("s3:HeadObject", fault));
            try {
                RawHttp.Answer answer = status("any.jpg");

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).containsKey("retry-after");
                assertThat(JSON.readTree(answer.body()))
                        .isEqualTo(JSON.valueToTree(Map.of(
                                "error",
                                "unavailable",
                                "message",
                                "The gallery cannot look this up right now. Please try again in a moment.")));
                assertIsJsonForNobodyElse(answer);
            } finally {
                broken.close();
            }
        }
    }

    @Test
    void shouldForbidBrowsersWhatAnswersDoNotNeed() throws IOException {
        storeThumbnail("headers.jpg");

        assertIsJsonForNobodyElse(status("headers.jpg"));
        assertIsJsonForNobodyElse(status("unknown.jpg"));
        assertIsJsonForNobodyElse(get("/uploads/%ff"));
    }

    @Test
    void shouldAnswerHeadWithoutABodyAndRefuseOtherMethods() throws IOException {
        storeThumbnail("head.jpg");

        RawHttp.Answer head = RawHttp.send(gallery, "HEAD", "/uploads/head.jpg");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(RawHttp.send(gallery, "HEAD", "/uploads/unknown.jpg").status())
                .isEqualTo(404);
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
            RawHttp.Answer refused = RawHttp.send(gallery, method, "/uploads/head.jpg");
            assertThat(refused.status()).isEqualTo(405);
            assertThat(refused.headers().get("allow").split(",")).containsExactlyInAnyOrder("GET", "HEAD");
        }
    }

    private void assertBadRequest(String target) throws IOException {
        RawHttp.Answer answer = get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("error").asText()).isEqualTo("bad-request");
        assertThat(JSON.readTree(answer.body()).get("message").asText()).endsWith(".");
    }

    private static void assertIsJsonForNobodyElse(RawHttp.Answer answer) {
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-store")
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "same-origin");
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("camel") || name.equals("*"));
    }

    private JsonNode awaitState(String key, String state) throws IOException {
        await().atMost(PATIENCE)
                .until(() ->
                        JSON.readTree(status(key).body()).path("state").asText().equals(state));
        return JSON.readTree(status(key).body());
    }

    private String keyOfImage(String target) throws IOException {
        RawHttp.Answer answer = get(target);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).at("/image/key").asText();
    }

    private RawHttp.Answer status(String key) throws IOException {
        return get("/uploads/" + encoded(key));
    }

    private RawHttp.Answer get(String target) throws IOException {
        return RawHttp.send(gallery, "GET", target);
    }

    private void storeThumbnail(String key) {
        IndexEntry entry = new IndexEntry(Instant.parse("2026-03-01T12:00:00.123Z"), 400, 300, key);
        client.s3()
                .putObject(
                        r -> r.bucket(SandboxResource.RESIZED_BUCKET)
                                .key(key)
                                .metadata(ThumbnailMetadata.first("\"etag\"", entry)
                                        .toMap()),
                        RequestBody.fromString("thumbnail"));
    }

    /** As encodeURIComponent in JavaScript does it, slashes and all. */
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
