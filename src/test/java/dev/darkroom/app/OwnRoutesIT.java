package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged app with route files of one's own. */
class OwnRoutesIT {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String APP =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString();
    private static final Pattern ADDRESS = Pattern.compile("Gallery +(http://localhost:\\d+)/");

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private Path routes;
    private Path output;
    private Optional<Process> app = Optional.empty();

    @BeforeEach
    void makeDirectory() throws IOException {
        routes = Files.createDirectory(directory.resolve("routes"));
        output = directory.resolve("output");
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (app.isPresent()) {
            app.get().destroy();
            assertThat(app.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldAddAndReplaceRoutesOfItsRole() throws IOException, InterruptedException {
        write("hello.camel.yaml", "hello", "gallery", "/hello", "hello from {{darkroom.upload.bucket}}");
        write("openapi.camel.yaml", "openapi", "gallery", "/openapi.json", "replaced");
        write("worker.camel.yaml", "worker", "resizer", "/worker", "of no gallery");

        start();
        String address = await().atMost(Duration.ofSeconds(90))
                .until(this::address, Optional::isPresent)
                .orElseThrow();

        assertThat(get(address + "/hello").body()).isEqualTo("hello from originals");
        assertThat(get(address + "/openapi.json").body()).isEqualTo("replaced");
        assertThat(get(address + "/worker").statusCode()).isEqualTo(404);
        assertThat(get(address + "/images?limit=none").statusCode())
                .as("a shipped route")
                .isEqualTo(400);
    }

    @Test
    void shouldNotStartWithBrokenRoutes() throws IOException, InterruptedException {
        Files.writeString(routes.resolve("a.camel.yaml"), "- route:\n    id: a\n\tfrom: x\n");
        Files.writeString(routes.resolve("b.camel.yaml"), "- route:\n    id: b\n    frum: x\n");

        Process process = start();

        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(output))
                .containsExactly(
                        "a.camel.yaml:3: a tab: indent with spaces",
                        "b.camel.yaml:2: 'route' lacks 'from'",
                        "b.camel.yaml:3: 'route' has no setting 'frum'; did you mean 'from'?");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void shouldSayThatThereAreNoRoutesWhereItIsToldToLook() throws IOException, InterruptedException {
        Process process = start();

        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(output))
                .singleElement()
                .asString()
                .contains("darkroom.routes is '" + routes + "/*.camel.yaml'", "no file there");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    private void write(String file, String id, String role, String path, String answer) throws IOException {
        Files.writeString(
                routes.resolve(file),
                """
                - route:
                    id: %s
                    precondition: "'{{darkroom.roles}}' ~~ '%s'"
                    from:
                      uri: platform-http:%s
                      steps:
                        - setBody:
                            constant: "%s"
                """
                        .formatted(id, role, path, answer));
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        if (Runtime.version().feature() >= 24) {
            // from then on the JVM itself warns of what Netty does with sun.misc.Unsafe
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0",
                "-Ddarkroom.roles=gallery",
                "-Ddarkroom.upload.bucket=originals",
                "-Ddarkroom.resized.bucket=thumbnails",
                "-Ddarkroom.aws.region=us-east-1",
                "-jar",
                APP));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DARKROOM_"));
        builder.environment().put("DARKROOM_ROUTES", routes + "/*.camel.yaml");
        Process process = builder.start();
        app = Optional.of(process);
        return process;
    }

    private Optional<String> address() throws IOException {
        Matcher matcher = ADDRESS.matcher(Files.readString(output));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
