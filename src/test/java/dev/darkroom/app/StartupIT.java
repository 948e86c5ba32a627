package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged app says when it cannot start: one line with what is wrong and what to do. */
class StartupIT {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String APP =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString();

    @TempDir
    Path directory;

    @Test
    void shouldSayWhichRolesThereAreWhenNoneIsSet() throws IOException, InterruptedException {
        assertThat(start())
                .containsExactly(
                        "darkroom.roles is empty: set it to one or more of resizer, gallery, operator, sandbox, separated by commas."
                                + " To try everything on one machine: sandbox,resizer,gallery");
    }

    @Test
    void shouldNameTheSettingThatIsMissing() throws IOException, InterruptedException {
        assertThat(start("-Ddarkroom.roles=resizer"))
                .containsExactly("darkroom.upload.bucket is not set: give the bucket where originals arrive, as"
                        + " -Ddarkroom.upload.bucket=NAME or DARKROOM_UPLOAD_BUCKET=NAME in the environment");
    }

    @Test
    void shouldRefuseOneBucketForBothPurposes() throws IOException, InterruptedException {
        assertThat(start(
                        "-Ddarkroom.roles=gallery",
                        "-Ddarkroom.upload.bucket=photos",
                        "-Ddarkroom.resized.bucket=photos"))
                .singleElement()
                .asString()
                .contains("both 'photos'")
                .contains("Use two buckets");
    }

    @Test
    void shouldRefuseToResizeWithLessMemoryThanOnePictureTakes() throws IOException, InterruptedException {
        assertThat(startResizer("-Xmx150m"))
                .singleElement()
                .asString()
                .contains("cannot hold the largest picture")
                .contains("50 MB of file")
                .contains("-Xmx")
                .contains("darkroom.upload.max-bytes");
    }

    @Test
    void shouldNameASettingThatIsOutOfRange() throws IOException, InterruptedException {
        assertThat(startResizer("-Ddarkroom.upload.max-bytes=3000000000"))
                .containsExactly("darkroom.upload.max-bytes is 3000000000: use a number from 1 to 2147483639");
        assertThat(startResizer("-Ddarkroom.image.max-pixels=0"))
                .containsExactly("darkroom.image.max-pixels is 0: use a number from 1 to 2147483647");
        assertThat(startResizer("-Ddarkroom.resizer.concurrency=1000"))
                .containsExactly("darkroom.resizer.concurrency is '1000': use a number from 1 to 256, or 'processors'");
    }

    @Test
    void shouldSayThatThePortOfTheSandboxIsTaken() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThat(start("-Ddarkroom.roles=sandbox", "-Ddarkroom.sandbox.port=" + taken.getLocalPort()))
                    .singleElement()
                    .asString()
                    .contains("localhost:" + taken.getLocalPort())
                    .contains("darkroom.sandbox.port");
        }
    }

    @Test
    void shouldNameADurationThatIsNone() throws IOException, InterruptedException {
        assertThat(startResizer("-Ddarkroom.routes.watch=often"))
                .containsExactly(
                        "darkroom.routes.watch is 'often': use a duration such as 2s or 500ms, or 0 for never");
        assertThat(startResizer("-Ddarkroom.routes.watch=-2s"))
                .containsExactly("darkroom.routes.watch is '-2s': use a duration such as 2s or 500ms, or 0 for never");
    }

    /** Whatever form the log has: who starts the app by hand reads it. */
    @Test
    void shouldSayInOneLineOfTextWhatIsWrongWithLogAndTraces() throws IOException, InterruptedException {
        assertThat(startResizer("-Ddarkroom.log.format=xml"))
                .containsExactly("darkroom.log.format is 'xml': use text or json");
        assertThat(start("-Ddarkroom.roles=resizer", "-Ddarkroom.log.format=json"))
                .singleElement()
                .asString()
                .startsWith("darkroom.upload.bucket is not set: ");
        assertThat(startResizer("-Ddarkroom.tracing.endpoint=collector:4318"))
                .containsExactly("darkroom.tracing.endpoint is 'collector:4318': use the URL of a collector, such as"
                        + " http://localhost:4318");
        assertThat(start(
                        "-Ddarkroom.roles=resizer",
                        "-Ddarkroom.upload.bucket=originals",
                        "-Ddarkroom.resized.bucket=thumbnails",
                        "-Ddarkroom.tracing.endpoint=http://localhost:4318",
                        "-Dotel.exporter.otlp.protocol=grpc"))
                .singleElement()
                .asString()
                .startsWith("Traces cannot be sent: ");
    }

    private List<String> startResizer(String property) throws IOException, InterruptedException {
        return start(
                "-Ddarkroom.roles=resizer",
                "-Ddarkroom.upload.bucket=originals",
                "-Ddarkroom.resized.bucket=thumbnails",
                property);
    }

    /** @return the lines that the app printed before it gave up */
    private List<String> start(String... properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Dquarkus.http.port=0", "-Dquarkus.management.port=0"));
        if (Runtime.version().feature() >= 24) {
            // from then on the JVM itself warns of what Netty does with sun.misc.Unsafe
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(properties));
        command.addAll(List.of("-jar", APP));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DARKROOM_"));
        Process app = builder.start();
        String output = new String(app.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(app.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(app.exitValue()).as(output).isEqualTo(1);
        return output.lines().toList();
    }
}
