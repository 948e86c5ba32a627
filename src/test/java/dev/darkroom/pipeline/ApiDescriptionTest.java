package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.RejectionReason;
import dev.darkroom.index.ThumbnailMetadata;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Faults;
import dev.darkroom.sandbox.Sandbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** {@code /openapi.json} promises what the gallery does, and nothing that it does not do. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ApiDescriptionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    LaptopClient client;

    Sandbox sandbox;

    @Inject
    CamelContext camel;

    @TestHTTPResource("/")
    URI gallery;

    private DescribedApi api;
    private final Set<String> seen = new TreeSet<>();

    @BeforeEach
    void readDescription() throws IOException {
        api = new DescribedApi(get("/openapi.json").body());
    }

    @Test
    void shouldPromiseExactlyTheAnswersThatAreGiven() throws IOException {
        see("/images", answersOfImages());
        see("/upload-form", answersOfUploadForm());
        see("/uploads/{key}", answersOfUploads());
        see("/openapi.json", List.of(get("/openapi.json"), again("/openapi.json")));

        assertThat(seen).isEqualTo(api.answers());
    }

    @Test
    void shouldDescribeEveryRouteForPrograms() {
        Set<String> routes = camel.getRoutes().stream()
                .map(Route::getEndpoint)
                .filter(PlatformHttpEndpoint.class::isInstance)
                .map(endpoint -> ((PlatformHttpEndpoint) endpoint).getPath())
                .filter(path -> !path.equals("/") && !path.startsWith("/assets/"))
                .collect(Collectors.toSet());

        assertThat(api.paths())
                .extracting(path -> path.replaceFirst("\\{.*", ""))
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void shouldKnowTheReasonsOfRejections() {
        Set<String> reasons = new TreeSet<>(RejectionReason.codes());
        reasons.add("unknown");

        assertThat(texts("/components/schemas/Rejected/properties/reason/enum"))
                .containsExactlyInAnyOrderElementsOf(reasons);
    }

    @Test
    void shouldListExactlyTheTypesThatAreTaken() throws IOException {
        List<String> types = texts("/components/schemas/PictureType/enum");

        for (String type : types) {
            assertThat(get("/upload-form?type=" + type).status()).isEqualTo(200);
        }
        JsonNode refused = JSON.readTree(get("/upload-form?type=image/svg").body());
        assertThat(refused.get("message").asText()).contains(" " + String.join(", ", types) + ";");
    }

    @Test
    void shouldReferToNothingThatItDoesNotDefine() {
        assertThat(api.document().findValuesAsText("$ref"))
                .isNotEmpty()
                .allMatch(reference -> api.document().at(reference.substring(1)).isObject());
    }

    private List<RawHttp.Answer> answersOfImages() throws IOException {
        store("listed.jpg");
        return List.of(get("/images"), again("/images"), get("/images?limit=0"), refused("/images"), failed("/images"));
    }

    private List<RawHttp.Answer> answersOfUploadForm() throws IOException {
        return List.of(
                get("/upload-form"),
                get("/upload-form?name=a.jpg&type=image/jpeg"),
                get("/upload-form?type=text/html"),
                refused("/upload-form"),
                failed("/upload-form"));
    }

    private List<RawHttp.Answer> answersOfUploads() throws IOException {
        List<RawHttp.Answer> answers = new ArrayList<>(uploadsOfEveryState());
        answers.add(get("/uploads/%ff"));
        answers.add(get("/uploads/never.jpg"));
        answers.add(refused("/uploads/any.jpg"));
        answers.add(failed("/uploads/any.jpg"));
        return answers;
    }

    private List<RawHttp.Answer> uploadsOfEveryState() throws IOException {
        store("ready.jpg");
        client.s3()
                .putObject(
                        r -> r.bucket(SandboxResource.RESIZED_BUCKET).key("ready-before-darkroom.jpg"),
                        RequestBody.fromString("thumbnail"));
        client.put("no-picture.jpg", "text".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE)
                .until(() -> get("/uploads/no-picture.jpg").body().contains("rejected"));
        List<RawHttp.Answer> answers = List.of(
                get("/uploads/ready.jpg"),
                get("/uploads/ready-before-darkroom.jpg"),
                get("/uploads/no-picture.jpg"),
                waiting("slow-to-come.jpg"));
        assertThat(answers).extracting(RawHttp.Answer::status).containsOnly(200);
        return answers;
    }

    private RawHttp.Answer waiting(String key) throws IOException {
        Faults.Registration broken = sandbox.faults().add(FaultRule.on("s3:GetObject", Fault.error(503, "SlowDown")));
        try {
            client.put(key, Pictures.jpeg(30, 30, Color.RED));
            return get("/uploads/" + key);
        } finally {
            broken.close();
        }
    }

    private void see(String path, List<RawHttp.Answer> answers) throws IOException {
        for (RawHttp.Answer answer : answers) {
            api.assertKept(path, answer);
            seen.add(path + " " + answer.status());
        }
    }

    private RawHttp.Answer again(String target) throws IOException {
        return RawHttp.send(
                gallery,
                "GET " + target + " HTTP/1.0\r\nHost: " + gallery.getAuthority() + "\r\nIf-None-Match: "
                        + get(target).headers().get("etag") + "\r\n\r\n");
    }

    private RawHttp.Answer refused(String target) throws IOException {
        Admission refused = Admission.refused(camel);
        try {
            return get(target);
        } finally {
            refused.close();
        }
    }

    private RawHttp.Answer failed(String target) throws IOException {
        Admission broken = Admission.broken(camel);
        try {
            return get(target);
        } finally {
            broken.close();
        }
    }

    private RawHttp.Answer get(String target) throws IOException {
        return RawHttp.send(gallery, "GET", target);
    }

    private void store(String key) {
        IndexEntry entry = new IndexEntry(Instant.parse("2026-03-01T12:00:00.123Z"), 400, 300, key);
        client.s3()
                .putObject(
                        r -> r.bucket(SandboxResource.RESIZED_BUCKET)
                                .key(key)
                                .metadata(ThumbnailMetadata.first("\"etag\"", entry)
                                        .toMap()),
                        RequestBody.fromString("thumbnail"));
        client.s3()
                .putObject(r -> r.bucket(SandboxResource.RESIZED_BUCKET).key(entry.objectKey()), RequestBody.empty());
    }

    private List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        api.document().at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
