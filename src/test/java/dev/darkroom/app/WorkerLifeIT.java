package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The packaged app as a worker: how it starts, bears outages, and stops, with a sandbox in the process of the test. */
class WorkerLifeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private Sandbox sandbox;
    private S3Client s3;
    private SqsClient sqs;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory().withData(data));
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        sqs = AwsClients.sqs(SandboxClients.connection(sandbox));
        new Provisioner(s3, sqs)
                .provision(new GalleryInfrastructure(
                        "photos-in", "photos-out", "photos-in-events", UploadAccess.ANONYMOUS, List.of("*")));
    }

    @AfterEach
    void closeSandbox() {
        s3.close();
        sqs.close();
        sandbox.close();
    }

    @Test
    void shouldBeReadyWithoutAQueueWhenItIsAGalleryOnly() throws Exception {
        try (WorkerProcess gallery = WorkerProcess.start(sandbox.endpoint(), Map.of("darkroom.roles", "gallery"))) {
            eventually().until(gallery::isReady);
        }
    }

    @Test
    void shouldFinishWhatIsInWorkWhenItIsStopped() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(sandbox.endpoint(), Map.of("darkroom.shutdown.delay", "2s"))) {
            eventually().until(worker::isReady);
            uploadThatTakes(Duration.ofSeconds(4));

            worker.terminate();

            eventually().until(worker::isUnready);
            assertThat(worker.awaitExit(PATIENCE)).isEqualTo(WorkerProcess.TERMINATED);
            assertThat(originals()).isEmpty();
            assertThat(messages(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .isZero();
        }
    }

    @Test
    void shouldHandBackWhatItCannotFinishInTime() throws Exception {
        Map<String, String> settings = Map.of(
                "darkroom.queue.wait-seconds", "1",
                "darkroom.shutdown.delay", "0s",
                "camel.main.shutdown-timeout", "3");
        try (WorkerProcess worker = WorkerProcess.start(sandbox.endpoint(), settings)) {
            eventually().until(worker::isReady);
            uploadThatTakes(Duration.ofSeconds(60));

            worker.terminate();

            worker.awaitExit(PATIENCE);
            assertThat(originals()).hasSize(1);
            assertThat(messages(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldNotSwallowAMessageThatArrivesWhileItStops() throws Exception {
        Map<String, String> settings = Map.of("darkroom.queue.wait-seconds", "5", "darkroom.shutdown.delay", "3s");
        try (WorkerProcess worker = WorkerProcess.start(sandbox.endpoint(), settings)) {
            eventually().until(worker::isReady);

            worker.terminate();
            eventually().until(worker::isUnready);
            upload("late.jpg");

            worker.awaitExit(PATIENCE);
            assertThat(messages(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .isZero();
            assertThat(messages(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .isEqualTo(originals().size());
        }
    }

    @Test
    void shouldStartWhileAwsCannotBeReachedAndWorkAsSoonAsItCan() throws Exception {
        upload("waiting.jpg");
        int port = sandbox.port();
        sandbox.close();
        try (WorkerProcess worker = WorkerProcess.start(sandbox.endpoint(), Map.of("darkroom.shutdown.delay", "0s"))) {
            eventually().until(() -> worker.readiness().contains("The queue cannot be read"));
            assertThat(worker.isUnready()).isTrue();
            assertThat(worker.isLive()).isTrue();

            sandbox = Sandbox.start(SandboxSettings.inMemory().withData(data).withPort(port));

            eventually().until(worker::isReady);
            eventually().until(() -> originals().isEmpty());
        }
    }

    @Test
    void shouldBearAQueueThatIsAwayAndSayItInALine() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(sandbox.endpoint(), Map.of("darkroom.shutdown.delay", "0s"))) {
            eventually().until(worker::isReady);
            long before = worker.log().size();

            sandbox.faults().add(FaultRule.on("sqs:ReceiveMessage", Fault.error(503, "ServiceUnavailable")));
            eventually().until(() -> sandbox.calls().count("sqs:ReceiveMessage") > 50);

            assertThat(worker.isUnready()).isTrue();
            assertThat(worker.isLive()).isTrue();
            assertThat(worker.readiness()).contains("The queue cannot be read").doesNotContain("stacktrace");
            assertThat(worker.log().stream().skip(before))
                    .hasSizeBetween(1, 4)
                    .allMatch(line -> line.contains("The queue cannot be read"));

            sandbox.faults().clear();
            upload("after.jpg");

            eventually().until(() -> worker.isReady() && originals().isEmpty());
        }
    }

    /** Returns when it is in work: only the deletion of the original is left, which takes its time. */
    private void uploadThatTakes(Duration duration) throws IOException {
        sandbox.faults()
                .add(FaultRule.on("s3:DeleteObject", Fault.delay(duration)).times(1));
        long puts = sandbox.calls().count("s3:PutObject");
        upload("slow.jpg");
        // the upload itself, its thumbnail and its entry
        eventually().until(() -> sandbox.calls().count("s3:PutObject") >= puts + 3);
    }

    private void upload(String key) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB), "jpeg", picture);
        s3.putObject(r -> r.bucket("photos-in").key(key), RequestBody.fromBytes(picture.toByteArray()));
    }

    private List<String> originals() {
        return s3.listObjectsV2(r -> r.bucket("photos-in")).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private int messages(QueueAttributeName which) {
        String url = sqs.getQueueUrl(r -> r.queueName("photos-in-events")).queueUrl();
        return Integer.parseInt(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(which))
                .attributes()
                .get(which));
    }

    private static ConditionFactory eventually() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }
}
