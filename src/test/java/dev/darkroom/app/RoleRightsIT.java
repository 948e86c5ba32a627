package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.deploy.IamPolicy;
import dev.darkroom.sandbox.CallLog;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The policies in {@code k8s/iam} allow resizer and gallery what they call, and no more. Each is a process of its own. */
class RoleRightsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private Sandbox sandbox;
    private S3Client s3;
    private SqsClient sqs;
    private String queueUrl;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        sqs = AwsClients.sqs(SandboxClients.connection(sandbox));
        queueUrl = new Provisioner(s3, sqs)
                .provision(new GalleryInfrastructure(
                        "photos-in", "photos-out", "photos-in-events", UploadAccess.SIGNED, List.of("*")))
                .queueUrl();
    }

    @AfterEach
    void closeSandbox() {
        s3.close();
        sqs.close();
        sandbox.close();
    }

    @Test
    void shouldAllowTheResizerJustWhatItCalls() throws IOException {
        Map<String, String> settings = Map.of(
                "sdk.ua.appId", "resizer", "darkroom.queue.wait-seconds", "1", "darkroom.queue.metrics-seconds", "1");
        try (WorkerProcess worker = WorkerProcess.start(sandbox.endpoint(), settings)) {
            eventually().until(worker::isReady);
            upload("photo.jpg", picture(40, 30));
            eventually().until(() -> isReady("photo.jpg"));
            // in place of an older one, whose index entry goes
            upload("photo.jpg", picture(30, 40));
            eventually().until(() -> isReady("photo.jpg"));
            upload("notes.txt", "no picture".getBytes());
            eventually().until(() -> count("s3:PutObjectTagging") == 1);
            // is read once more later
            sandbox.faults()
                    .add(FaultRule.on("s3:PutObject", Fault.error(400, "InvalidRequest"))
                            .in("photos-out")
                            .times(1));
            upload("later.jpg", picture(40, 30));
            eventually().until(() -> isReady("later.jpg"));
            send("{\"Records\":[%s,%s]}".formatted(record("gone-1.jpg"), record("gone-2.jpg")));
            send("this is no event");
            eventually().until(() -> count("s3:GetObject", 404) >= 2);
            eventually().until(() -> count("sqs:SendMessage") >= 3);
            eventually().until(() -> count("sqs:GetQueueAttributes") >= 2);
        }

        IamPolicy.of("resizer").shouldAllowJust(calls("resizer"));
    }

    @Test
    void shouldAllowTheGalleryJustWhatItCalls() throws IOException, InterruptedException {
        String port = Integer.toString(freePort());
        Map<String, String> settings =
                Map.of("darkroom.roles", "gallery", "quarkus.http.port", port, "sdk.ua.appId", "gallery");
        upload("waiting.jpg", picture(40, 30));
        s3.putObject(r -> r.bucket("photos-out").key("ready.jpg"), RequestBody.fromBytes(picture(40, 30)));
        try (WorkerProcess gallery = WorkerProcess.start(sandbox.endpoint(), settings)) {
            eventually().until(gallery::isReady);
            URI site = URI.create("http://localhost:" + port);
            assertThat(get(site.resolve("/")).statusCode()).isEqualTo(200);
            assertThat(json(site.resolve("/uploads/waiting.jpg")).path("state").asText())
                    .isEqualTo("waiting");
            assertThat(json(site.resolve("/uploads/ready.jpg")).path("state").asText())
                    .isEqualTo("ready");
            assertThat(get(site.resolve("/uploads/unknown.jpg")).statusCode()).isEqualTo(404);
            String thumbnail = json(site.resolve("/images"))
                    .path("images")
                    .path(0)
                    .path("url")
                    .asText();
            assertThat(get(URI.create(thumbnail)).statusCode()).isEqualTo(200);
            assertThat(submit(json(site.resolve("/upload-form?name=new.jpg"))).statusCode())
                    .isEqualTo(204);
        }

        IamPolicy.of("gallery").shouldAllowJust(calls("gallery"));
    }

    private List<CallLog.Call> calls(String role) {
        return sandbox.calls().recent().stream()
                .filter(call -> call.application().equals(role))
                .toList();
    }

    private long count(String operation) {
        return calls("resizer").stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    private long count(String operation, int status) {
        return calls("resizer").stream()
                .filter(call -> call.operation().equals(operation) && call.status() == status)
                .count();
    }

    private boolean isReady(String key) {
        return s3.listObjectsV2(r -> r.bucket("photos-in").prefix(key))
                        .contents()
                        .isEmpty()
                && !s3.listObjectsV2(r -> r.bucket("photos-out").prefix(key))
                        .contents()
                        .isEmpty();
    }

    private void upload(String key, byte[] content) {
        s3.putObject(r -> r.bucket("photos-in").key(key), RequestBody.fromBytes(content));
    }

    private void send(String message) {
        sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody(message));
    }

    private static String record(String key) {
        return """
                {"eventSource":"aws:s3","eventName":"ObjectCreated:Put","eventTime":"2025-01-01T00:00:00.000Z",
                "s3":{"bucket":{"name":"photos-in"},"object":{"key":"%s","eTag":"0","size":1,"sequencer":"00"}}}"""
                .formatted(key);
    }

    private static byte[] picture(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        return bytes.toByteArray();
    }

    private JsonNode json(URI url) throws IOException, InterruptedException {
        return JSON.readTree(get(url).body());
    }

    /** What the gallery has signed, S3 does in its name: the calls count as the gallery's. */
    private HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url).header("User-Agent", "app/gallery").build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(JsonNode form) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        form.path("fields").properties().forEach(field -> body.append(part("name=\"" + field.getKey() + "\""))
                .append(field.getValue().asText())
                .append("\r\n"));
        body.append(part("name=\"file\"; filename=\"new.jpg\"")).append("photo\r\n--edge--\r\n");
        return http.send(
                HttpRequest.newBuilder(URI.create(form.path("url").asText()))
                        .header("User-Agent", "app/gallery")
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String part(String disposition) {
        return "--edge\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(PATIENCE);
    }
}
