package dev.darkroom.app;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.support.SandboxClients;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The packaged app with resizer and gallery in one process, and a directory of route files that are looked at many times a second. */
final class LaptopProcess implements AutoCloseable {

    /** What the app prints at start, with addresses as groups. */
    static final Pattern GALLERY = Pattern.compile("Gallery +(http://localhost:\\d+)/");

    static final Pattern S3 = Pattern.compile("S3, SQS +(http://localhost:\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path routes;
    private final WorkerProcess process;
    private final String gallery;
    private final String s3;

    private LaptopProcess(Path routes, WorkerProcess process, Optional<String> s3) {
        this.routes = routes;
        this.process = process;
        this.gallery = told(GALLERY);
        this.s3 = s3.orElseGet(() -> told(S3));
    }

    /**
     * With a sandbox in the same process, as on a laptop.
     *
     * @param routes where there is a route file at least
     * @param data where the sandbox may write
     * @param settings beyond those that it needs
     */
    static LaptopProcess start(Path routes, Path data, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "darkroom.roles", "sandbox,resizer,gallery",
                "darkroom.sandbox.port", String.valueOf(WorkerProcess.freePort()),
                "darkroom.sandbox.data", data.toString(),
                "darkroom.routes", routes.toString(),
                "darkroom.routes.watch", "100ms"));
        all.putAll(settings);
        return new LaptopProcess(routes, WorkerProcess.start(all), Optional.empty());
    }

    /**
     * @param endpoint of a sandbox in another process
     * @param routes where there is a route file at least
     * @param settings beyond those that it needs
     */
    static LaptopProcess startWith(URI endpoint, Path routes, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "darkroom.roles", "resizer,gallery",
                "darkroom.upload.bucket", "test-upload",
                "darkroom.resized.bucket", "test-resized",
                "darkroom.routes", routes.toString()));
        all.putAll(settings);
        return new LaptopProcess(routes, WorkerProcess.start(endpoint, all), Optional.of(endpoint.toString()));
    }

    /** Makes the buckets and the queue that a laptop has. */
    static URI provisioned(Sandbox sandbox) {
        try (S3Client s3 = AwsClients.s3(SandboxClients.connection(sandbox));
                SqsClient sqs = AwsClients.sqs(SandboxClients.connection(sandbox))) {
            new Provisioner(s3, sqs)
                    .provision(new GalleryInfrastructure(
                            "test-upload", "test-resized", "test-upload-events", UploadAccess.ANONYMOUS, List.of("*")));
        }
        return sandbox.endpoint();
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    WorkerProcess process() {
        return process;
    }

    /** Writes a file at once, as a careful editor does. */
    void write(String name, String content) throws IOException {
        Path part = Files.writeString(routes.resolve(name + ".part"), content);
        Files.move(part, routes.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String name) throws IOException {
        Files.delete(routes.resolve(name));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(gallery + path)));
    }

    String body(String path) {
        return get(path).body();
    }

    void upload(String key, byte[] picture) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(s3 + "/test-upload/" + key))
                .PUT(BodyPublishers.ofByteArray(picture)));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    /** A small picture. */
    static byte[] picture() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** What {@code /uploads/KEY} says has become of an upload. */
    String state(String key) {
        try {
            return JSON.readTree(body("/uploads/" + key)).path("state").asText();
        } catch (IOException e) {
            return "";
        }
    }

    /** What the check {@code routes} of readiness says. */
    JsonNode routesHealth() throws IOException {
        for (JsonNode check : JSON.readTree(process.readiness()).path("checks")) {
            if (check.path("name").asText().equals("routes")) {
                return check;
            }
        }
        throw new AssertionError("No check of routes in " + process.readiness());
    }

    /** How often a change had an outcome. */
    int changes(String outcome) {
        return (int) metric("darkroom_route_reloads_total", "outcome=\"" + outcome + "\"");
    }

    /** The value of a metric, the sum of all that have a label. */
    double metric(String name, String label) {
        return process.metrics()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        process.close();
    }

    private String told(Pattern what) {
        return await().atMost(Duration.ofSeconds(90))
                .failFast(() -> !process.isAlive())
                .until(
                        () -> process.log().stream()
                                .map(what::matcher)
                                .filter(Matcher::find)
                                .map(found -> found.group(1))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
