package dev.darkroom.app;

import static dev.darkroom.app.LaptopProcess.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a worker in production, with the packaged app's own defaults, writes to its log. */
class LogIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldNotTellOfPicturesThatAreReadyButOfThoseThatAreRejected() throws IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.inMemory());
                S3Client s3 = AwsClients.s3(SandboxClients.connection(sandbox));
                WorkerProcess worker = WorkerProcess.start(
                        LaptopProcess.provisioned(sandbox),
                        Map.of(
                                "darkroom.upload.bucket", "test-upload",
                                "darkroom.resized.bucket", "test-resized",
                                "darkroom.log.format", "json"))) {
            s3.putObject(r -> r.bucket("test-upload").key("good.png"), RequestBody.fromBytes(LaptopProcess.picture()));
            eventually()
                    .until(() -> s3.listObjectsV2(r -> r.bucket("test-upload")).keyCount(), count -> count == 0);
            s3.putObject(r -> r.bucket("test-upload").key("bad\n{}.png"), RequestBody.fromString("no picture"));
            eventually().until(() -> worker.log().stream().anyMatch(line -> line.contains("Rejected test-upload/bad")));

            List<JsonNode> lines = worker.log().stream().map(LogIT::parse).toList();
            assertThat(lines)
                    .filteredOn(line -> line.path("logger").asText().equals("darkroom.uploads"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.path("level").asText()).isEqualTo("WARN");
                        assertThat(line.path("message").asText())
                                .startsWith("Rejected test-upload/bad\\u{a}{}.png (not-an-image)");
                        assertThat(line.has("traceId")).isFalse();
                    });
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + line, e);
        }
    }
}
