package dev.darkroom.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The worked changes of docs/change-routes.md, as they stand there, in the packaged app. */
class WorkedChangesIT {

    private static final String KEY = "beach.png";

    @TempDir
    Path directory;

    private Path routes;
    private Sandbox sandbox;
    private S3Client s3;
    private SqsClient sqs;

    @BeforeEach
    void start() throws IOException {
        routes = Files.createDirectory(directory.resolve("routes"));
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        sqs = AwsClients.sqs(SandboxClients.connection(sandbox));
    }

    @AfterEach
    void stop() {
        s3.close();
        sqs.close();
        sandbox.close();
    }

    @Test
    void shouldStoreASecondSize() throws IOException {
        GuideChange.of("A second size").apply(routes);

        try (LaptopProcess app = app(Map.of())) {
            app.upload(KEY, picture(2000, 1000));
            awaitState(app, "ready");

            assertThat(size("test-resized", KEY)).isEqualTo("400x200");
            assertThat(size("test-resized", ".gallery-large/" + KEY)).isEqualTo("1600x800");
            assertThat(s3.headObject(r -> r.bucket("test-resized").key(".gallery-large/" + KEY))
                            .contentType())
                    .isEqualTo("image/png");
            assertThat(app.body("/images")).contains(KEY).doesNotContain(".gallery-large");
        }
    }

    @Test
    void shouldRunAStepOfAJarOfOnesOwn() throws IOException {
        GuideChange change = GuideChange.of("A step of your own");
        change.apply(routes);
        Files.writeString(routes.resolve("grey.camel.yaml"), change.block("yaml"));
        Path jars = Files.createDirectory(directory.resolve("jars"));
        jar("com/example/Grey", change.block("java"), jars.resolve("grey.jar"));

        try (LaptopProcess app = app(Map.of("darkroom.libraries", jars.toString()))) {
            app.upload(KEY, picture(800, 600));
            awaitState(app, "ready");

            assertThat(read("test-resized", KEY).getRaster().getNumBands()).isEqualTo(1);
            assertThat(size("test-resized", KEY)).isEqualTo("400x300");
        }
    }

    @Test
    void shouldSendACopyOfWhatIsRejected() throws IOException {
        GuideChange.of("A copy of what is rejected").apply(routes);
        String queue = sqs.createQueue(r -> r.queueName("rejected-uploads")).queueUrl();

        try (LaptopProcess app = app(Map.of())) {
            app.upload(KEY, "no picture".getBytes(UTF_8));
            awaitState(app, "rejected");

            List<Message> copies = sqs.receiveMessage(
                            r -> r.queueUrl(queue).waitTimeSeconds(10).messageAttributeNames("All"))
                    .messages();
            assertThat(copies).singleElement().satisfies(copy -> {
                assertThat(copy.body()).contains("\"key\":\"" + KEY + "\"");
                assertThat(copy.messageAttributes()).isEmpty();
            });
        }
    }

    @Test
    void shouldKeepTheOriginals() throws IOException {
        GuideChange.of("Keep the originals").apply(routes);
        s3.createBucket(r -> r.bucket("archive"));

        try (LaptopProcess app = app(Map.of("photos.archive.bucket", "archive"))) {
            byte[] picture = picture(800, 600);
            app.upload(KEY, picture);
            awaitState(app, "ready");

            assertThat(s3.getObjectAsBytes(r -> r.bucket("archive").key(KEY)).asByteArray())
                    .isEqualTo(picture);
            assertThat(size("test-resized", KEY)).isEqualTo("400x300");
        }
    }

    /** With the buckets and the queue that a laptop has, in the sandbox of this test. */
    private LaptopProcess app(Map<String, String> settings) throws IOException {
        LaptopProcess app = LaptopProcess.startWith(LaptopProcess.provisioned(sandbox), routes, settings);
        LaptopProcess.eventually().until(() -> app.process().isReady());
        return app;
    }

    private void awaitState(LaptopProcess app, String state) {
        LaptopProcess.eventually().until(() -> app.state(KEY), state::equals);
    }

    private String size(String bucket, String key) throws IOException {
        BufferedImage image = read(bucket, key);
        return image.getWidth() + "x" + image.getHeight();
    }

    private BufferedImage read(String bucket, String key) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
                s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray()));
    }

    private static byte[] picture(int width, int height) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, 0x40C0FF);
        ImageIO.write(image, "png", file);
        return file.toByteArray();
    }

    private void jar(String name, String source, Path jar) throws IOException {
        Path file = directory.resolve("src").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-Xlint:all", "-Werror", file.toString()))
                .isZero();
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name + ".class"));
            Files.copy(directory.resolve("src").resolve(name + ".class"), zip);
        }
    }
}
