package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Faults;
import dev.darkroom.sandbox.Sandbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@code GET /images} as a program or the page's own script sees it. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ImagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NEWEST = Instant.parse("2026-03-01T12:00:00.123Z");

    LaptopClient client;

    Sandbox sandbox;

    @TestHTTPResource("/")
    URI gallery;

    @BeforeEach
    void emptyTheGallery() {
        // other tests have left keys that XML cannot carry
        for (S3Object object : client.s3()
                .listObjectsV2Paginator(
                        r -> r.bucket(SandboxResource.RESIZED_BUCKET).encodingType(EncodingType.URL))
                .contents()) {
            client.s3()
                    .deleteObject(r -> r.bucket(SandboxResource.RESIZED_BUCKET).key(object.key()));
        }
    }

    @AfterEach
    void leaveAnEmptyGallery() {
        emptyTheGallery();
    }

    @Test
    void shouldTellAllThatAPageNeedsToShowAPicture() throws IOException, InterruptedException {
        IndexEntry entry = list("day/of <joy> \"&\".jpg", NEWEST);
        client.s3()
                .putObject(
                        r -> r.bucket(SandboxResource.RESIZED_BUCKET).key(entry.key()),
                        RequestBody.fromString("thumbnail"));

        JsonNode answer = json("/images");

        assertThat(answer.fieldNames()).toIterable().containsExactly("images", "next");
        assertThat(answer.get("next").isNull()).isTrue();
        JsonNode image = answer.get("images").get(0);
        assertThat(image.fieldNames())
                .toIterable()
                .containsExactly("key", "name", "cursor", "url", "width", "height", "uploadedAt");
        assertThat(image.get("key").asText()).isEqualTo(entry.key());
        assertThat(image.get("name").asText()).isEqualTo("of <joy> \"&\".jpg");
        assertThat(image.get("width").asInt()).isEqualTo(400);
        assertThat(image.get("height").asInt()).isEqualTo(300);
        assertThat(image.get("uploadedAt").asText()).isEqualTo("2026-03-01T12:00:00.123Z");
        URI url = URI.create(image.get("url").asText());
        assertThat(client.get(url).body()).asString().isEqualTo("thumbnail");
    }

    @Test
    void shouldBeEmptyWhenThereIsNothing() throws IOException {
        assertThat(get("/images").body()).isEqualTo("{\"images\":[],\"next\":null}");
    }

    @Test
    void shouldLeadThroughAllPicturesNewestFirst() throws IOException {
        list(7);

        List<String> seen = new ArrayList<>();
        String target = "/images?limit=3";
        while (!target.isEmpty()) {
            JsonNode answer = json(target);
            assertThat(answer.get("images").size()).isLessThanOrEqualTo(3);
            answer.get("images").forEach(image -> seen.add(image.get("key").asText()));
            JsonNode next = answer.get("next");
            target = next.isNull() ? "" : "/images?limit=3&after=" + next.asText();
        }

        assertThat(seen).containsExactly("0.jpg", "1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg", "6.jpg");
    }

    @Test
    void shouldGoOnAfterAnyOfItsPictures() throws IOException {
        list(4);
        String second = json("/images").at("/images/1/cursor").asText();

        assertThat(keys("/images?after=" + second)).containsExactly("2.jpg", "3.jpg");
    }

    @ParameterizedTest
    @CsvSource({"'', 3", "?limit=1, 1", "?limit=002, 2", "?limit=5, 5", "?limit=1000, 5", "?limit=1001, 5"})
    void shouldTellAsManyAsAskedFor(String query, int told) throws IOException {
        list(5);

        assertThat(keys("/images" + query)).hasSize(told);
    }

    @Test
    void shouldTellNoMoreThanOneListOfS3Does() throws IOException {
        list(1001);

        for (String limit : new String[] {"1000", "1001", "2147483648", "9".repeat(100)}) {
            JsonNode answer = json("/images?limit=" + limit);
            assertThat(answer.get("images").size()).isEqualTo(1000);
            assertThat(answer.get("next").isTextual()).isTrue();
        }
    }

    @Test
    void shouldCostOneListWhateverIsAskedFor() throws IOException {
        list(5);

        for (String target : new String[] {"/images", "/images?limit=2", "/images?limit=1000"}) {
            sandbox.calls().reset();
            assertThat(get(target).status()).isEqualTo(200);
            assertThat(sandbox.calls().counts())
                    .containsOnlyKeys("s3:ListObjectsV2")
                    .containsValue(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=",
                "limit=0",
                "limit=000",
                "limit=-1",
                "limit=+1",
                "limit=1.5",
                "limit=1e2",
                "limit=SECRET",
                "limit=%D9%A1",
                "limit=1&limit=2",
                "after=",
                "after=SECRET",
                "after=a&after=b"
            })
    void shouldSayWhatIsWrongWithAQuestion(String query) throws IOException {
        RawHttp.Answer answer = get("/images?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("error").asText()).isEqualTo("bad-request");
        assertThat(JSON.readTree(answer.body()).get("message").asText()).endsWith(".");
        assertThat(answer.body()).doesNotContain("SECRET");
        assertThat(answer.headers()).containsEntry("cache-control", "no-store");
    }

    @Test
    void shouldNotSendAgainWhatTheClientHas() throws IOException {
        list(2);
        RawHttp.Answer first = get("/images");
        String tag = first.headers().get("etag");
        assertThat(first.headers()).containsEntry("cache-control", "private, no-cache");

        RawHttp.Answer again = ask("GET", "/images", "If-None-Match: \"other\"\r\nIf-None-Match: " + tag);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers())
                .containsEntry("etag", tag)
                .containsEntry("cache-control", "private, no-cache")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .doesNotContainKeys("content-length", "transfer-encoding", "content-type");
        assertThat(ask("HEAD", "/images", "If-None-Match: " + tag).status()).isEqualTo(304);
    }

    @Test
    void shouldSendAnewWhatHasChanged() throws IOException {
        list(2);
        String tag = get("/images").headers().get("etag");

        list("newer.jpg", NEWEST.plusSeconds(1));
        RawHttp.Answer changed = ask("GET", "/images", "If-None-Match: " + tag);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).contains("newer.jpg");
        assertThat(changed.headers().get("etag")).isNotEqualTo(tag);
    }

    /** A link must not lead to an empty answer. */
    @ParameterizedTest
    @ValueSource(strings = {"If-None-Match=*", "if-none-match=*", "%49f-None-Match=*"})
    void shouldNotTakeAParameterForWhatTheClientHas(String query) throws IOException {
        assertThat(get("/images?" + query).status()).isEqualTo(200);
    }

    @Test
    void shouldNotTakeHeadersForParameters() throws IOException {
        list(3);

        RawHttp.Answer answer = ask("GET", "/images", "limit: 1\r\nafter: SECRET");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("images").size()).isEqualTo(3);
    }

    @Test
    void shouldTellProgramsThatS3IsAway() throws IOException {
        Faults.Registration broken =
                sandbox.faults().add(FaultRule.on("s3:ListObjectsV2", Fault.error(503, "SlowDown")));
        try {
            RawHttp.Answer answer = get("/images");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsKey("retry-after");
            assertThat(JSON.readTree(answer.body()).get("error").asText()).isEqualTo("unavailable");
        } finally {
            broken.close();
        }
    }

    @Test
    void shouldTellInAnswerToHeadWhatItWouldTellInAnswerToGet() throws IOException {
        list(3);

        RawHttp.Answer get = get("/images");
        RawHttp.Answer head = RawHttp.send(gallery, "HEAD", "/images");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).isEqualTo(get.headers()).containsKey("content-length");
    }

    private void list(int pictures) {
        for (int i = 0; i < pictures; i++) {
            list(i + ".jpg", NEWEST.minusMillis(i));
        }
    }

    private IndexEntry list(String key, Instant uploadedAt) {
        IndexEntry entry = new IndexEntry(uploadedAt, 400, 300, key);
        client.s3()
                .putObject(r -> r.bucket(SandboxResource.RESIZED_BUCKET).key(entry.objectKey()), RequestBody.empty());
        return entry;
    }

    private List<String> keys(String target) throws IOException {
        List<String> keys = new ArrayList<>();
        json(target).get("images").forEach(image -> keys.add(image.get("key").asText()));
        return keys;
    }

    private JsonNode json(String target) throws IOException {
        RawHttp.Answer answer = get(target);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private RawHttp.Answer get(String target) throws IOException {
        return RawHttp.send(gallery, "GET", target);
    }

    private RawHttp.Answer ask(String method, String target, String headers) throws IOException {
        return RawHttp.send(
                gallery,
                method + " " + target + " HTTP/1.0\r\nHost: " + gallery.getAuthority() + "\r\n" + headers + "\r\n\r\n");
    }
}
