package dev.darkroom.rehearsal;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Uploads pictures and looks at the gallery, of an app that runs beside a sandbox. Not thread-safe. */
final class Visitor implements AutoCloseable {

    private static final String BUCKET = "test-upload";
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final S3Client s3;
    private final String gallery;
    private final String management;
    private final Duration patience;

    /**
     * @param sandbox port of S3
     * @param gallery port
     * @param management port
     * @param patience how long to wait for what becomes of an upload
     */
    Visitor(int sandbox, int gallery, int management, Duration patience) {
        AwsConnection connection = new AwsConnection();
        connection.setEndpoint(local(sandbox));
        connection.setRegion("us-east-1");
        connection.setPathStyle(true);
        connection.setAccessKey("test");
        connection.setSecretKey("test");
        this.s3 = AwsClients.s3(connection);
        this.gallery = local(gallery);
        this.management = local(management);
        this.patience = patience;
    }

    private static String local(int port) {
        return "http://localhost:" + port;
    }

    /**
     * Uploads a file and waits until it is known what becomes of it.
     *
     * @throws IllegalStateException if that is not what is expected of the file, or takes too long
     */
    void upload(String key, Sample sample) throws IOException, InterruptedException {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(sample.content()));
        long deadline = System.nanoTime() + patience.toNanos();
        String answer = get(gallery + "/uploads/" + key);
        while (answer.contains("\"waiting\"")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(key + " is still waiting after " + patience.toSeconds() + " s");
            }
            Thread.sleep(PAUSE.toMillis());
            answer = get(gallery + "/uploads/" + key);
        }
        if (!answer.contains("\"" + sample.state() + "\"")) {
            throw new IllegalStateException(key + " should be " + sample.state() + ", but: " + answer);
        }
    }

    /** Opens the pages, and asks what a browser, a probe and Prometheus ask. */
    void look() throws IOException {
        for (String path : List.of("/", "/images?limit=3", "/upload-form")) {
            get(gallery + path);
        }
        for (String path : List.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics")) {
            get(management + path);
        }
    }

    /** @throws IOException also if the answer is an error */
    private static String get(String url) throws IOException {
        try (InputStream answer = URI.create(url).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
