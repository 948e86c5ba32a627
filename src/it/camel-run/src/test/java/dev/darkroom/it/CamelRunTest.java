package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel run routes/*}, as docs/change-routes.md has it, against the sandbox of the packaged app. */
class CamelRunTest {

    private static final Path HOME = Path.of(System.getProperty("darkroom.home"));
    private static final long PATIENCE_SECONDS = 30;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    /** Netty and Vert.x, of the versions that come together here, do not agree on HTTP/2. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int sandboxPort = freePort();
    private final int galleryPort = freePort();

    @TempDir
    private Path directory;

    private LoggedProcess sandbox;
    private LoggedProcess camel;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        copyProject();
        sandbox = LoggedProcess.java(
                directory,
                "sandbox",
                List.of(
                        "-Ddarkroom.roles=sandbox",
                        "-Ddarkroom.sandbox.port=" + sandboxPort,
                        "-Dquarkus.management.port=0",
                        "-jar",
                        HOME.resolve("target/quarkus-app/quarkus-run.jar").toString()));
        sandbox.awaitLog("Darkroom is up");
        camel = LoggedProcess.java(directory, "camel", camelRun());
        camel.awaitLog("/upload-form");
    }

    @AfterEach
    void stop() {
        Stream.of(camel, sandbox).filter(process -> process != null).forEach(LoggedProcess::close);
    }

    @Test
    void shouldMakeAThumbnailAndShowItAndFollowChangesOfTheRoutes() throws IOException, InterruptedException {
        upload("first.png");
        awaitState("first.png", "ready");
        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("first.png"), page.body());
        assertTrue(get("/images").body().contains("\"width\":400,\"height\":300"));

        edit("message: Ready", "message: Finished");
        camel.awaitLog("Routes reloaded summary");
        upload("second.png");
        camel.awaitLog("Finished test-upload/second.png (400x300)");

        edit("- log:", "- lgo:");
        camel.awaitLog("Unknown node id: lgo");
        assertTrue(camel.log().contains("resize.camel.yaml, line "), camel.log());
        upload("third.png");
        camel.awaitLog("Finished test-upload/third.png");
    }

    private List<String> camelRun() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-Duser.home=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.darkroom.it.CamelCli",
                "run"));
        try (Stream<Path> files = Files.list(directory.resolve("routes"))) {
            files.sorted().map(file -> "routes/" + file.getFileName()).forEach(arguments::add);
        }
        arguments.addAll(List.of(
                "--dev",
                "--download=false",
                "--logging-color=false",
                "--prop=camel.main.routesReloadRemoveAllRoutes=false",
                "--prop=camel.server.enabled=true",
                "--prop=camel.server.port=" + galleryPort,
                "--prop=darkroom.sandbox.port=" + sandboxPort));
        return arguments;
    }

    /** As much of a clone, built once, as the command reads. */
    private void copyProject() throws IOException {
        Files.copy(HOME.resolve("application.properties"), directory.resolve("application.properties"));
        Path jar = Path.of(System.getProperty("darkroom.jar"));
        Files.createSymbolicLink(
                Files.createDirectory(directory.resolve("target")).resolve(jar.getFileName()), jar);
        Path routes = Files.createDirectory(directory.resolve("routes"));
        try (Stream<Path> files = Files.list(HOME.resolve("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    private void edit(String before, String after) throws IOException {
        Path file = directory.resolve("routes/resize.camel.yaml");
        String text = Files.readString(file);
        assertTrue(text.contains(before), text);
        Files.writeString(file, text.replace(before, after));
    }

    private void upload(String key) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(URI.create("http://localhost:" + sandboxPort + "/test-upload"))
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", "multipart/form-data; boundary=xxx")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString("--xxx\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n" + key
                                + "\r\n--xxx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + key
                                + "\"\r\nContent-Type: image/png\r\n\r\n"),
                        BodyPublishers.ofByteArray(picture()),
                        BodyPublishers.ofString("\r\n--xxx--\r\n")))
                .build();
        HttpResponse<String> answer = http.send(put, BodyHandlers.ofString());
        assertEquals(204, answer.statusCode(), answer.body());
    }

    private void awaitState(String key, String state) throws IOException, InterruptedException {
        Waiting.until(
                key + " is " + state,
                PATIENCE_SECONDS,
                () -> get("/uploads/" + key).body().contains("\"state\":\"" + state + "\""),
                camel::log);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + galleryPort + path))
                        .timeout(REQUEST_TIMEOUT)
                        .build(),
                BodyHandlers.ofString());
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB), "png", file);
        return file.toByteArray();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
