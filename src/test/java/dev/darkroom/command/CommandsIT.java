package dev.darkroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The packaged app as a command: exit codes, and nothing but the answer on standard output. */
class CommandsIT {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String APP =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString();

    @TempDir
    Path directory;

    private Sandbox sandbox;

    /** How one run ended. */
    private record Run(int exitCode, String out, String err) {

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    @BeforeEach
    void putMessageAside() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        AwsConnection connection = SandboxClients.connection(sandbox);
        try (S3Client s3 = AwsClients.s3(connection);
                SqsClient sqs = AwsClients.sqs(connection)) {
            String url = new Provisioner(s3, sqs)
                    .provision(new GalleryInfrastructure(
                            "photos", "photos-out", "photos-events", UploadAccess.SIGNED, List.of("*")))
                    .deadLetterQueueUrl();
            sqs.sendMessage(
                    r -> r.queueUrl(url)
                            .messageBody(
                                    "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"photos\"},\"object\":{\"key\":\"a.jpg\"}}}]}"));
        }
    }

    @AfterEach
    void stopSandbox() {
        sandbox.close();
    }

    @Test
    void shouldShowFailuresAndBringThemBack() throws IOException, InterruptedException {
        Run failures = run("failures", "--json");

        assertThat(failures.exitCode()).as(failures.err()).isZero();
        assertThat(failures.err()).isEmpty();
        JsonNode upload =
                failures.json().path("deadLetters").path(0).path("uploads").path(0);
        assertThat(upload.path("key").asText()).isEqualTo("a.jpg");

        Run redrive = run("redrive", "--json");

        assertThat(redrive.exitCode()).as(redrive.err()).isZero();
        assertThat(redrive.err()).isEmpty();
        assertThat(redrive.json().path("moved").asInt()).isEqualTo(1);
        assertThat(run("failures").out().strip()).isEqualTo("Nothing has failed.");
    }

    @Test
    void shouldIndexPicturesThatWereThereBefore() throws IOException, InterruptedException {
        try (S3Client s3 = AwsClients.s3(SandboxClients.connection(sandbox));
                InputStream picture = CommandsIT.class.getResourceAsStream("/images/jpeg-size-8x8-2x2.jpg")) {
            s3.putObject(r -> r.bucket("photos-out").key("old.jpg"), RequestBody.fromBytes(picture.readAllBytes()));
        }

        Run reindex = run("reindex", "--json");

        assertThat(reindex.exitCode()).as(reindex.err()).isZero();
        assertThat(reindex.err()).isEmpty();
        assertThat(reindex.json().path("written").asInt()).isEqualTo(1);
        assertThat(run("reindex").out()).contains("1 right, 0 written, 0 removed");
    }

    @Test
    void shouldProvisionOnlyWhatIsNotThere() throws IOException, InterruptedException {
        Run plan = run("provision", "--dry-run", "--json");
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.json().path("changes")).isEmpty();

        try (S3Client s3 = AwsClients.s3(SandboxClients.connection(sandbox))) {
            s3.deleteBucketCors(r -> r.bucket("photos"));
        }
        Run repair = run("provision");

        assertThat(repair.exitCode()).as(repair.err()).isZero();
        assertThat(repair.err()).isEmpty();
        assertThat(repair.out().strip()).isEqualTo("let pages of * upload to bucket photos");
    }

    @Test
    void shouldTellCommandsThatFailFromWrongUsage() throws IOException, InterruptedException {
        Run unknown = run("no-such-command");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("no-such-command").doesNotContain("\tat ");

        sandbox.close();
        Run unreachable = run("failures");
        assertThat(unreachable.exitCode()).isEqualTo(1);
        assertThat(unreachable.out()).isEmpty();
        assertThat(unreachable.err()).hasLineCount(1);
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(List.of(
                "-Ddarkroom.upload.bucket=photos",
                "-Ddarkroom.resized.bucket=photos-out",
                "-Ddarkroom.aws.endpoint=" + sandbox.endpoint(),
                "-Ddarkroom.aws.region=us-east-1",
                "-Ddarkroom.aws.path-style=true",
                "-Ddarkroom.aws.access-key=test",
                "-Ddarkroom.aws.secret-key=test",
                "-jar",
                APP));
        Stream.of(arguments).forEach(command::add);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DARKROOM_"));
        Process app = builder.start();
        assertThat(app.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(app.exitValue(), Files.readString(out), Files.readString(err));
    }
}
