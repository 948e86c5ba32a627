package dev.darkroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.sandbox.CallLog;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.services.s3.S3Client;

class ProvisionCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sandbox.close();
    }

    @Test
    void shouldTellEachChangeInALine() {
        assertThat(execute(Map.of(), "provision")).isZero();

        assertThat(out.toString().lines())
                .startsWith("create queue photos-in-events-dlq")
                .contains(
                        "create bucket photos-in",
                        "create bucket photos-out",
                        "let pages of https://photos.example.com:8443 upload to bucket photos-in",
                        "report uploads to bucket photos-in to queue photos-in-events")
                .doesNotContain("let anyone upload to bucket photos-in");
        assertThat(err.toString()).isEmpty();
        assertThat(s3.listBuckets().buckets()).hasSize(2);
    }

    @Test
    void shouldSayThatThereIsNothingToChange() {
        assertThat(execute(Map.of(), "provision")).isZero();
        out.getBuffer().setLength(0);

        assertThat(execute(Map.of(), "provision")).isZero();

        assertThat(out).hasToString("Nothing to change." + System.lineSeparator());
    }

    @Test
    void shouldTellWhatADryRunWouldChangeAndChangeNothing() {
        assertThat(execute(Map.of(), "provision", "--dry-run")).isZero();

        assertThat(out.toString().lines()).contains("create bucket photos-in").endsWith("Nothing was changed.");
        assertThat(sandbox.calls().recent())
                .extracting(CallLog.Call::operation)
                .isNotEmpty()
                .allMatch(operation -> operation.matches("(s3|sqs):(Get|Head).*"));
    }

    @Test
    void shouldPrintJsonForPrograms() throws JsonProcessingException {
        assertThat(execute(Map.of(), "provision", "--dry-run", "--json")).isZero();
        JsonNode planned = json();
        assertThat(planned.path("dryRun").asBoolean()).isTrue();
        assertThat(planned.has("queueUrl")).isFalse();

        assertThat(execute(Map.of(), "provision", "--json")).isZero();
        JsonNode made = json();
        assertThat(made.path("dryRun").asBoolean(true)).isFalse();
        assertThat(made.path("uploadBucket").asText()).isEqualTo("photos-in");
        assertThat(made.path("resizedBucket").asText()).isEqualTo("photos-out");
        assertThat(made.path("queueUrl").asText()).endsWith("/photos-in-events");
        assertThat(made.path("deadLetterQueueUrl").asText()).endsWith("/photos-in-events-dlq");
        assertThat(made.path("changes")).isEqualTo(planned.path("changes")).isNotEmpty();
        assertThat(made.path("changes").path(0).path("kind").asText()).isEqualTo("create");
        assertThat(made.path("changes").path(0).path("resource").asText()).isEqualTo("queue photos-in-events-dlq");

        assertThat(execute(Map.of(), "provision", "--json")).isZero();
        assertThat(json().path("changes")).isEmpty();
    }

    @Test
    void shouldOpenTheBucketOnlyIfUploadsAreAnonymous() {
        assertThat(execute(Map.of("darkroom.upload.access", "anonymous", "darkroom.gallery.url", ""), "provision"))
                .isZero();

        assertThat(out.toString().lines())
                .contains("let anyone upload to bucket photos-in", "let pages of * upload to bucket photos-in");
    }

    @Test
    void shouldNameTheRightThatIsMissing() {
        sandbox.faults().add(FaultRule.on("s3:PutBucketCors", Fault.error(403, "AccessDenied")));

        assertThat(execute(Map.of(), "provision")).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).hasLineCount(1).contains("s3:PutBucketCORS on arn:aws:s3:::photos-in");
    }

    @ParameterizedTest
    @CsvSource({
        "darkroom.upload.bucket, '', darkroom.upload.bucket is not set",
        "darkroom.resized.bucket, '', darkroom.resized.bucket is not set",
        "darkroom.resized.bucket, photos-in, thumbnails need a bucket of their own",
        "darkroom.upload.access, everybody, 'use one of anonymous, signed'",
        "darkroom.gallery.url, photos.example.com, 'give a URL, such as https://photos.example.com'"
    })
    void shouldTellInOneLineWhichSettingIsWrong(String property, String value, String message) {
        assertThat(execute(Map.of(property, value), "provision")).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).hasLineCount(1).contains(property, message);
        assertThat(sandbox.calls().recent()).isEmpty();
    }

    @Test
    void shouldTellInOneLineThatAwsCannotBeReached() {
        sandbox.close();

        assertThat(execute(Map.of(), "provision")).isEqualTo(1);

        assertThat(err.toString()).hasLineCount(1).contains("Check darkroom.aws.endpoint");
    }

    private JsonNode json() throws JsonProcessingException {
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).allMatch(line -> line.matches("[ -~]*"));
        out.getBuffer().setLength(0);
        return new ObjectMapper().readTree(String.join("\n", lines));
    }

    private int execute(Map<String, String> changes, String... arguments) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "darkroom.upload.bucket", "photos-in",
                "darkroom.resized.bucket", "photos-out",
                "darkroom.queue", "{{darkroom.upload.bucket}}-events",
                "darkroom.gallery.url", "https://photos.example.com:8443/album/",
                "darkroom.aws.endpoint", sandbox.endpoint().toString(),
                "darkroom.aws.region", "us-east-1",
                "darkroom.aws.path-style", "true",
                "darkroom.aws.access-key", "test",
                "darkroom.aws.secret-key", "test"));
        properties.putAll(changes);
        Settings settings = new Settings(() -> new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 400))
                .build());
        CommandLine commands = Commands.of(settings);
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        return commands.execute(arguments);
    }
}
