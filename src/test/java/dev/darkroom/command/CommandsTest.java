package dev.darkroom.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.index.RejectionReason;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class CommandsTest {

    /** Clears the screen, forges a line, turns the direction of text, and is no ASCII. */
    private static final String HOSTILE = "a\u001B[2J\n\u202E\u009B\u007Fé.jpg";

    private Sandbox sandbox;
    private S3Client s3;
    private SqsClient sqs;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        AwsConnection connection = SandboxClients.connection(sandbox);
        s3 = AwsClients.s3(connection);
        sqs = AwsClients.sqs(connection);
        new Provisioner(s3, sqs)
                .provision(new GalleryInfrastructure(
                        "photos-in", "photos-out", "photos-in-events", UploadAccess.ANONYMOUS, List.of("*")));
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sqs.close();
        sandbox.close();
    }

    @Test
    void shouldSayThatNothingHasFailed() {
        assertThat(execute("failures")).isZero();
        assertThat(out).hasToString("Nothing has failed." + System.lineSeparator());
    }

    @Test
    void shouldShowWhatFailedAndWhy() {
        putAside("holiday/a b.jpg", "S3Exception: SlowDown");
        reject("notes.txt", "not-an-image");

        assertThat(execute("failures")).isZero();
        assertThat(out.toString())
                .contains("dead-letter queue photos-in-events-dlq: 1 message.")
                .contains("  photos-in/holiday/a b.jpg")
                .contains("    S3Exception: SlowDown")
                .contains("bucket photos-in: 1 upload.")
                .contains("  notes.txt")
                .contains("    not-an-image: " + RejectionReason.sentence("not-an-image"))
                .contains("3 bytes");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSayThatWorkersWereLostWhenSqsMovedTheMessage() {
        send("photos-in-events", "{\"Records\":[]}", Map.of());
        String url = url("photos-in-events");
        for (int receives = 0; receives < GalleryInfrastructure.MAX_RECEIVES; receives++) {
            await().until(() -> !receive(url).isEmpty());
        }
        // the next one has SQS move it
        await().until(() -> receive(url).isEmpty());

        assertThat(execute("failures")).isZero();
        assertThat(out.toString()).contains("(no upload event)", "gave up after 5 receives", "received 6 times");
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(0).maxNumberOfMessages(10))
                .messages();
    }

    @Test
    void shouldPrintNothingThatATerminalObeys() {
        putAside(HOSTILE, "reason\tof a stranger");
        reject(HOSTILE, "corrupt");

        assertThat(execute("failures")).isZero();
        assertThat(out.toString())
                .contains("photos-in/a\\u{1b}[2J\\u{a}\\u{202e}\\u{9b}\\u{7f}é.jpg")
                .contains("reason\\u{9}of a stranger")
                .matches(text -> text.lines().allMatch(line -> line.chars().noneMatch(Character::isISOControl)));
    }

    @Test
    void shouldPrintJsonThatKeepsKeysExactlyAndIsPlainAscii() throws JsonProcessingException {
        putAside(HOSTILE, "S3Exception: SlowDown");
        reject(HOSTILE, "corrupt");

        assertThat(execute("failures", "--json")).isZero();

        assertThat(out.toString().lines()).allMatch(line -> line.matches("[ -~]*"));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("deadLetterQueue").asText()).isEqualTo("photos-in-events-dlq");
        JsonNode letter = json.path("deadLetters").path(0);
        assertThat(letter.path("uploads").path(0).path("bucket").asText()).isEqualTo("photos-in");
        assertThat(letter.path("uploads").path(0).path("key").asText()).isEqualTo(HOSTILE);
        assertThat(letter.path("reason").asText()).isEqualTo("S3Exception: SlowDown");
        assertThat(letter.path("messageId").asText()).isNotEmpty();
        JsonNode rejected = json.path("rejected").path(0);
        assertThat(rejected.path("key").asText()).isEqualTo(HOSTILE);
        assertThat(rejected.path("code").asText()).isEqualTo("corrupt");
        assertThat(rejected.path("size").asLong()).isEqualTo(3);
    }

    @Test
    void shouldMoveMessagesBack() throws JsonProcessingException {
        putAside("a.jpg", "S3Exception: SlowDown");
        putAside("b.jpg", "S3Exception: SlowDown");

        assertThat(execute("redrive")).isZero();
        assertThat(out)
                .hasToString(
                        "Moved 2 messages from photos-in-events-dlq to photos-in-events." + System.lineSeparator());

        out.getBuffer().setLength(0);
        assertThat(execute("redrive", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).path("moved").asInt(-1))
                .isZero();
    }

    @Test
    void shouldSayThatThereIsNothingToMove() {
        assertThat(execute("redrive")).isZero();
        assertThat(out.toString()).startsWith("Nothing to move");
    }

    @Test
    void shouldNameTheRightsWhenAwsRefuses() {
        sandbox.faults().add(FaultRule.on("sqs:StartMessageMoveTask", Fault.error(403, "AccessDenied")));

        assertThat(execute("redrive")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("AccessDenied", "redrive needs the rights", "sqs:StartMessageMoveTask");
    }

    @Test
    void shouldTellInOneLineThatAwsCannotBeReached() {
        sandbox.close();

        assertThat(execute("failures")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).hasLineCount(1).contains("Connection refused");
    }

    @Test
    void shouldTellInOneLineThatASettingIsMissing() {
        Settings nothing = new Settings(() -> new SmallRyeConfigBuilder().build());

        assertThat(execute(nothing, "failures")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).hasLineCount(1).startsWith("darkroom.upload.bucket is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-command",
                "failures --no-such-option",
                "failures argument",
                "--json",
                "provision bucket",
                "reindex --from 100%"
            })
    void shouldRefuseWhatDoesNotExist(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help"})
    void shouldListTheCommands(String argument) {
        assertThat(execute(argument)).isZero();
        assertThat(out.toString()).contains("check-routes", "failures", "provision", "redrive", "reindex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-routes", "failures", "provision", "redrive", "reindex"})
    void shouldExplainEachCommandWithoutAnySettings(String command) {
        Settings unreadable = new Settings(() -> {
            throw new IllegalStateException("not to be asked for");
        });

        assertThat(execute(unreadable, command, "--help")).isZero();
        assertThat(out.toString()).contains(command, "--json", "--help");
    }

    private int execute(String... arguments) {
        return execute(
                new Settings(() -> new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(
                                Map.of(
                                        "darkroom.upload.bucket", "photos-in",
                                        "darkroom.queue", "photos-in-events",
                                        "darkroom.aws.endpoint",
                                                sandbox.endpoint().toString(),
                                        "darkroom.aws.region", "us-east-1",
                                        "darkroom.aws.path-style", "true",
                                        "darkroom.aws.access-key", "test",
                                        "darkroom.aws.secret-key", "test"),
                                "test",
                                400))
                        .build()),
                arguments);
    }

    private int execute(Settings settings, String... arguments) {
        CommandLine commands = Commands.of(settings);
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        return commands.execute(arguments);
    }

    private void putAside(String key, String reason) {
        String record =
                """
                {"Records":[{"s3":{"bucket":{"name":"photos-in"},"object":{"key":"%s"}}}]}"""
                        .formatted(URLEncoder.encode(key, StandardCharsets.UTF_8));
        send(
                "photos-in-events-dlq",
                record,
                Map.of(
                        "darkroom-reason",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(reason)
                                .build()));
    }

    private void send(String queue, String message, Map<String, MessageAttributeValue> attributes) {
        String url = url(queue);
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(message).messageAttributes(attributes));
    }

    private String url(String queue) {
        return sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
    }

    private void reject(String key, String code) {
        s3.putObject(r -> r.bucket("photos-in").key(key), RequestBody.fromString("abc"));
        s3.putObjectTagging(r -> r.bucket("photos-in")
                .key(key)
                .tagging(t -> t.tagSet(
                        Tag.builder().key("darkroom-rejected").value(code).build())));
    }
}
