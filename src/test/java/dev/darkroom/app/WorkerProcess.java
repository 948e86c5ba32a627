package dev.darkroom.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The packaged app as a worker in a process of its own, as Kubernetes would run it: it is asked how it is, and told to stop. */
final class WorkerProcess implements AutoCloseable {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String APP = Path.of(
                    System.getProperty("darkroom.test.app", "target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath()
            .toString();
    private static final int UNAVAILABLE = 503;

    /** How a process that was ended by SIGTERM says so. */
    static final int TERMINATED = 128 + 15;

    private final Process process;
    private final int managementPort;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private WorkerProcess(Process process, int managementPort) {
        this.process = process;
        this.managementPort = managementPort;
        this.reader = new Thread(this::readLog, "log-of-worker");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * @param endpoint of S3 and SQS
     * @param settings beyond those that every worker needs
     */
    static WorkerProcess start(URI endpoint, Map<String, String> settings) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("darkroom.roles", "resizer");
        all.put("darkroom.upload.bucket", "photos-in");
        all.put("darkroom.resized.bucket", "photos-out");
        all.put("darkroom.aws.region", "us-east-1");
        all.put("darkroom.aws.endpoint", endpoint.toString());
        all.put("darkroom.aws.path-style", "true");
        all.put("darkroom.aws.access-key", "test");
        all.put("darkroom.aws.secret-key", "test");
        all.putAll(settings);
        return start(all);
    }

    /** @param settings all that the process is told */
    static WorkerProcess start(Map<String, String> settings) throws IOException {
        int managementPort = freePort();
        List<String> command = new ArrayList<>(List.of(JAVA, "-Dquarkus.http.port=0"));
        command.add("-Dquarkus.management.port=" + managementPort);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", APP));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DARKROOM_"));
        return new WorkerProcess(builder.start(), managementPort);
    }

    boolean isReady() {
        return health("ready").map(answer -> answer.statusCode() == 200).orElse(false);
    }

    /** Whether it answers that it is not ready, rather than not at all. */
    boolean isUnready() {
        return health("ready").map(answer -> answer.statusCode() == UNAVAILABLE).orElse(false);
    }

    boolean isLive() {
        return health("live").map(answer -> answer.statusCode() == 200).orElse(false);
    }

    /** What {@code /q/health/ready} says, or nothing. */
    String readiness() {
        return health("ready").map(HttpResponse::body).orElse("");
    }

    /** What {@code /q/metrics} says, or nothing. */
    String metrics() {
        return management("metrics").map(HttpResponse::body).orElse("");
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** @return the exit code */
    int awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Still running after " + patience + ":\n" + String.join("\n", log));
        }
        reader.join();
        return process.exitValue();
    }

    /** The lines that it has printed so far. */
    List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private Optional<HttpResponse<String>> health(String kind) {
        return management("health/" + kind);
    }

    private Optional<HttpResponse<String>> management(String path) {
        URI url = URI.create("http://localhost:" + managementPort + "/q/" + path);
        try {
            return Optional.of(http.send(
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void readLog() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(log::add);
        } catch (UncheckedIOException | IOException e) {
            log.add("(the log ended: " + e.getMessage() + ")");
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
