package dev.darkroom.app;

import static dev.darkroom.app.LaptopProcess.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.app.Collector.ReceivedSpan;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged app with a collector of traces, and its log in JSON. */
class TracingIT {

    /** Is in the name of each upload. */
    private static final String SECRET = "somebodys-name";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static Collector collector;
    private static LaptopProcess app;

    @BeforeAll
    static void start() throws IOException {
        collector = Collector.start();
        Path routes = Files.createDirectory(directory.resolve("routes"));
        Files.copy(Path.of("routes/openapi.camel.yaml"), routes.resolve("openapi.camel.yaml"));
        app = LaptopProcess.start(
                routes,
                directory.resolve("data"),
                Map.of(
                        "darkroom.tracing.endpoint", collector.endpoint().toString(),
                        "darkroom.log.format", "json",
                        "otel.service.name", "worker-of-a-test",
                        "otel.bsp.schedule.delay", "100"));
    }

    @AfterAll
    static void stop() {
        app.close();
        collector.close();
    }

    @Test
    void shouldSendOneTraceOfAnUploadFromReceiveToDelete() throws IOException {
        ReceivedSpan root = traceOf(SECRET + "-good.png", LaptopProcess.picture());

        assertThat(root.service()).isEqualTo("worker-of-a-test");
        assertThat(root.name()).isEqualTo("resize");
        assertThat(root.attribute("darkroom.outcome")).isEqualTo("ready");
        assertThat(root.attribute("darkroom.attempt")).isEqualTo("1");
        assertThat(names(root))
                .containsExactly(
                        "read-original", "receive-original", "fit", "store-thumbnail", "delete-original", "resize");
        assertThat(collector.trace(root)).allSatisfy(span -> {
            assertThat(span.span().getStartTimeUnixNano())
                    .isGreaterThanOrEqualTo(root.span().getStartTimeUnixNano());
            assertThat(span.span().getEndTimeUnixNano())
                    .isLessThanOrEqualTo(root.span().getEndTimeUnixNano());
        });
        assertNoSecret();
    }

    @Test
    void shouldSendTheCodeOfARejectionAndNameTheTraceInTheLog() throws IOException {
        ReceivedSpan root = traceOf(SECRET + "-bad.png", "no picture".getBytes(StandardCharsets.UTF_8));

        assertThat(root.attribute("darkroom.outcome")).isEqualTo("rejected");
        assertThat(root.attribute("darkroom.rejection")).isEqualTo("not-an-image");
        assertThat(names(root)).contains("fit", "mark-rejected");
        assertNoSecret();
        assertThat(logLines())
                .filteredOn(line -> line.path("message").asText().contains(SECRET + "-bad.png"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("logger").asText()).isEqualTo("darkroom.uploads");
                    assertThat(line.path("level").asText()).isEqualTo("WARN");
                    assertThat(line.path("traceId").asText()).isEqualTo(root.traceId());
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${sys.user.home}{{darkroom.roles}}" + SECRET,
                SECRET + "\n{\"level\":\"INFO\",\"message\":\"forged\"}",
                SECRET + "\u001b[31m\u202e\u2028#{7*7}%0a"
            })
    void shouldNotLetAHostileKeyIntoTracesOrForgeLinesOfTheLog(String key) throws IOException {
        ReceivedSpan root = traceOf(key, LaptopProcess.picture());

        assertThat(root.attribute("darkroom.outcome")).isEqualTo("ready");
        assertNoSecret();
        assertThat(logLines())
                .noneMatch(line -> line.path("message").asText().equals("forged"))
                .anyMatch(line -> line.path("message").asText().startsWith("Ready test-upload/")
                        && line.path("message").asText().contains(SECRET));
    }

    /** With a route that was changed while the app runs, of which a step fails and quotes the key. */
    @Test
    void shouldSendATraceOfEachAttemptAndFollowChangedRoutes() throws IOException {
        String shipped = Files.readString(Path.of("routes/resize.camel.yaml"));
        String step =
                """
                        - to:
                            id: step-of-ones-own
                            uri: direct:own
                """;
        app.write("own.camel.yaml", OWN);
        app.write("resize.camel.yaml", shipped.replaceFirst("(?m)^        - to:\n            id: fit\n", step + "$0"));
        eventually().until(() -> app.routesHealth().at("/data/own files").asText(), files -> files.contains("resize"));

        String key = SECRET + "-unlucky.png";
        app.upload(key, LaptopProcess.picture());
        eventually().until(() -> roots(key).size() >= 2);

        assertThat(roots(key).subList(0, 2))
                .extracting(root -> root.attribute("darkroom.attempt"))
                .containsExactly("1", "2");
        assertThat(roots(key)).allSatisfy(root -> {
            assertThat(root.attribute("darkroom.outcome")).isEqualTo("failed-attempt");
            assertThat(root.attribute("error.type")).isEqualTo("java.lang.IllegalStateException");
            assertThat(root.span().getStatus().getCodeValue()).isEqualTo(2);
            assertThat(names(root)).contains("step-of-ones-own", "hand-back").doesNotContain("fit");
        });
        assertNoSecret();
        ReceivedSpan first = roots(key).get(0);
        assertThat(logLines())
                .filteredOn(line -> line.path("message").asText().startsWith("Failed attempt 1 of 5"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("traceId").asText()).isEqualTo(first.traceId()));
        app.delete("resize.camel.yaml");
        app.delete("own.camel.yaml");
        eventually().until(() -> app.routesHealth().at("/data/own files").asText(), "openapi.camel.yaml"::equals);
    }

    private static final String OWN =
            """
            - route:
                id: own
                from:
                  uri: direct:own
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: "No luck with ${variable.upload.key}"
            """;

    /** Uploads, and waits for the trace to end. */
    private static ReceivedSpan traceOf(String key, byte[] content) {
        app.upload(URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"), content);
        eventually().until(() -> !roots(key).isEmpty());
        assertThat(roots(key)).hasSize(1);
        return roots(key).get(0);
    }

    private static List<ReceivedSpan> roots(String key) {
        String hash = hash(key);
        return collector.roots().stream()
                .filter(root -> root.attribute("darkroom.key_sha256").equals(hash))
                .toList();
    }

    private static List<String> names(ReceivedSpan root) {
        return collector.trace(root).stream().map(ReceivedSpan::name).toList();
    }

    private static void assertNoSecret() {
        assertThat(collector.everything())
                .contains("darkroom.key_sha256")
                .doesNotContain(SECRET, "user.home", "forged", "test-upload/");
    }

    /** Each line of the log has to be an object. */
    private static List<JsonNode> logLines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : app.process().log()) {
            JsonNode object = JSON.readTree(line);
            assertThat(object.fieldNames())
                    .toIterable()
                    .as(line)
                    .contains("timestamp", "level", "logger", "thread", "message");
            lines.add(object);
        }
        return lines;
    }

    /** As docs/operate.md has people find the trace of an upload. */
    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
