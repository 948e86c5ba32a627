package dev.darkroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class ReindexCommandTest {

    private static final String HOSTILE = "a\u001B[2J\n\u202E100% +é.txt";

    private static final String LAST_OF_PAGE = "b\u001B[2J\n\u202E100% +é.png";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        s3.createBucket(r -> r.bucket("photos-out"));
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sandbox.close();
    }

    @Test
    void shouldListPicturesThatWereThereBefore() throws IOException {
        put("beach.png", png());

        assertThat(execute("reindex")).isZero();

        assertThat(out)
                .hasToString(
                        """
                        Pictures in the bucket photos-out: 1.
                        Index entries: 0 right, 1 written, 0 removed.
                        """
                                .replace("\n", System.lineSeparator()));
        assertThat(err.toString()).isEmpty();
        assertThat(index()).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo("beach.png");
            assertThat(entry.width()).isEqualTo(64);
            assertThat(entry.height()).isEqualTo(48);
        });
    }

    @Test
    void shouldSayWhatADryRunWouldDo() throws IOException {
        put("beach.png", png());

        assertThat(execute("reindex", "--dry-run")).isZero();

        assertThat(out.toString()).contains("1 to be written, 0 to be removed. Nothing was changed.");
        assertThat(index()).isEmpty();
    }

    @Test
    void shouldNameWhatItSkipsAndSucceedAllTheSame() throws JsonProcessingException {
        put(HOSTILE, "no picture".getBytes());

        assertThat(execute("reindex")).isZero();
        assertThat(out.toString()).contains("Skipped: 1.", "  a\\u{1b}[2J\\u{a}\\u{202e}100% +é.txt: it is no picture");

        out.getBuffer().setLength(0);
        assertThat(execute("reindex", "--json")).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.matches("[ -~]*"));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("bucket").asText()).isEqualTo("photos-out");
        assertThat(json.path("pictures").asInt()).isEqualTo(1);
        assertThat(json.path("skipped").asInt()).isEqualTo(1);
        assertThat(json.path("skippedPictures").path(0).path("key").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void shouldNameTheKeyFromWhichToGoOn() throws IOException {
        byte[] picture = png();
        IntStream.range(0, 999).parallel().forEach(i -> put("a%03d".formatted(i), picture));
        put(LAST_OF_PAGE, picture);
        assertThat(execute("reindex")).isZero();
        put("z.png", picture);
        sandbox.faults()
                .add(FaultRule.on("s3:PutObject", Fault.error(403, "AccessDenied"))
                        .times(1));

        assertThat(execute("reindex")).isEqualTo(1);

        String encoded = "b%1B%5B2J%0A%E2%80%AE100%25%20%2B%C3%A9.png";
        assertThat(err.toString().lines()).contains("Stopped. To go on from here: reindex --from " + encoded);
        assertThat(err.toString()).contains("AccessDenied", "reindex needs the rights s3:ListBucket");

        out.getBuffer().setLength(0);
        assertThat(execute("reindex", "--from", encoded)).isZero();
        assertThat(out.toString()).contains("1 written", "Passed over because of --from: 1000.");
    }

    @Test
    void shouldRefuseABucketOfUploads() {
        assertThat(execute(settings(Map.of("darkroom.upload.bucket", "photos-out")), "reindex"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("both 'photos-out'");
        assertThat(sandbox.calls().counts()).doesNotContainKey("s3:ListObjectsV2");
    }

    @Test
    void shouldTellInOneLineWhatIsMissing() {
        assertThat(execute(settings(Map.of("darkroom.resized.bucket", "")), "reindex"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).startsWith("darkroom.resized.bucket is not set");

        err.getBuffer().setLength(0);
        assertThat(execute(settings(Map.of("darkroom.resized.bucket", "other")), "reindex"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).startsWith("There is no bucket 'other'");
    }

    private int execute(String... arguments) {
        return execute(settings(Map.of()), arguments);
    }

    private int execute(Settings settings, String... arguments) {
        CommandLine commands = Commands.of(settings);
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        return commands.execute(arguments);
    }

    private Settings settings(Map<String, String> changes) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "darkroom.resized.bucket", "photos-out",
                "darkroom.aws.endpoint", sandbox.endpoint().toString(),
                "darkroom.aws.region", "us-east-1",
                "darkroom.aws.path-style", "true",
                "darkroom.aws.access-key", "test",
                "darkroom.aws.secret-key", "test"));
        properties.putAll(changes);
        return new Settings(() -> new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 400))
                .build());
    }

    private void put(String key, byte[] content) {
        s3.putObject(r -> r.bucket("photos-out").key(key), RequestBody.fromBytes(content));
    }

    private List<IndexEntry> index() {
        return s3.listObjectsV2Paginator(r -> r.bucket("photos-out").prefix(IndexEntry.PREFIX)).contents().stream()
                .map(S3Object::key)
                .flatMap(name -> IndexEntry.parse(name).stream())
                .toList();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", file);
        return file.toByteArray();
    }
}
