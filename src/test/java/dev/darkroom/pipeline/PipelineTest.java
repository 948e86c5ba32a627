package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Faults;
import dev.darkroom.sandbox.Sandbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads go in at one end, thumbnails come out at the other, through the routes as they ship. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class PipelineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    LaptopClient client;

    Sandbox sandbox;

    @Inject
    MeterRegistry metrics;

    @Test
    void shouldTurnAnUploadIntoAThumbnailAndDeleteTheOriginal() throws IOException, InterruptedException {
        assertThat(client.post("test.jpeg", Pictures.jpeg(1600, 1200, Color.RED))
                        .statusCode())
                .isEqualTo(204);

        eventually(() -> client.thumbnail("test.jpeg").isPresent());
        BufferedImage thumbnail =
                Pictures.decoded(client.thumbnail("test.jpeg").orElseThrow().asByteArray());
        assertThat(thumbnail.getWidth()).isEqualTo(400);
        assertThat(thumbnail.getHeight()).isEqualTo(300);
        eventually(() -> !client.originals().contains("test.jpeg"));
        assertThat(client.indexEntries("test.jpeg")).hasSize(1).allMatch(entry -> entry.contains("/400x300/"));
    }

    @ParameterizedTest
    @CsvSource({"png,image/png", "gif,image/gif", "bmp,image/jpeg", "jpeg,image/jpeg"})
    void shouldTellTheContentTypeOfWhatItWrote(String format, String contentType) {
        String key = "lying-name." + format + ".txt";

        client.put(key, Pictures.encoded(format, 50, 100, Color.GREEN));

        eventually(() -> client.thumbnail(key).isPresent());
        assertThat(client.thumbnail(key).orElseThrow().response().contentType()).isEqualTo(contentType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with spaces.jpg",
                "a+b%20c%zz.jpg",
                "\"double\" 'single'.jpg",
                "ünï-日本-😀.jpg",
                "${sys.user.home}.jpg",
                "#{7*7}{{darkroom.roles}}.jpg",
                "deep//er/./../path.jpg",
                "<img src=x onerror=alert(1)>.jpg",
                "line\nfeed\ttab.jpg"
            })
    void shouldTakeAnyKeyForData(String key) {
        client.put(key, Pictures.jpeg(40, 30, Color.BLUE));

        eventually(() -> client.thumbnail(key).isPresent());
        eventually(() -> !client.originals().contains(key));
    }

    @Test
    void shouldTakeAKeyOf900Bytes() {
        String key = "ü".repeat(448) + ".jpg";
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSize(900);

        client.put(key, Pictures.jpeg(40, 30, Color.BLUE));

        eventually(() -> client.thumbnail(key).isPresent());
        eventually(() -> !client.originals().contains(key));
    }

    @Test
    void shouldKeepAndMarkWhatIsNoPicture() {
        client.put("photo.jpg", "I am a text file".getBytes(StandardCharsets.UTF_8));
        client.put("after-photo.jpg", Pictures.jpeg(40, 30, Color.BLUE));

        eventually(() -> client.thumbnail("after-photo.jpg").isPresent());
        eventually(() -> client.tags("photo.jpg")
                .equals(Map.of("darkroom-rejected", "not-an-image", "darkroom-state", "rejected")));
        eventually(() -> client.queued() == 0);
        assertThat(client.originals()).contains("photo.jpg");
        assertThat(client.thumbnail("photo.jpg")).isEmpty();
    }

    @Test
    void shouldCountWhatBecameOfUploads() {
        double before = counted("ready", "none");
        client.put("counted.jpg", Pictures.jpeg(40, 30, Color.BLUE));
        client.put("counted.txt", "I am a text file".getBytes(StandardCharsets.UTF_8));

        eventually(() -> counted("ready", "none") > before);
        eventually(() -> counted("rejected", "not-an-image") > 0);
    }

    private double counted(String outcome, String reason) {
        return metrics.find("darkroom.uploads").tags("outcome", outcome, "reason", reason).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void shouldRejectKeysThatWouldForgeTheGalleryIndex() {
        String key = ".gallery/0000000000001/400x300/fake.jpg";

        client.put(key, Pictures.jpeg(40, 30, Color.BLUE));

        eventually(() -> "key-reserved".equals(client.tags(key).get("darkroom-rejected")));
        assertThat(client.thumbnail(key)).isEmpty();
    }

    @Test
    void shouldRejectWhatIsLargerThanAllowed() {
        client.put("huge.jpg", Arrays.copyOf(Pictures.jpeg(40, 30, Color.BLUE), 5_000_001));

        eventually(() -> "too-large".equals(client.tags("huge.jpg").get("darkroom-rejected")));
    }

    @Test
    void shouldShowThePictureUploadedLast() {
        client.put("again.jpg", Pictures.jpeg(800, 400, Color.RED));
        eventually(() -> client.thumbnail("again.jpg").isPresent());
        client.put("again.jpg", Pictures.jpeg(400, 800, Color.GREEN));

        eventually(() -> Pictures.dominant(
                        client.thumbnail("again.jpg").orElseThrow().asByteArray())
                .equals(Color.GREEN));
        eventually(() -> !client.originals().contains("again.jpg"));
        eventually(() -> client.queued() == 0);
        assertThat(client.indexEntries("again.jpg")).hasSize(1).allMatch(entry -> entry.contains("/200x400/"));
    }

    @Test
    void shouldDoNothingTwiceWhenAnEventComesTwice() {
        client.put("twice.jpg", Pictures.jpeg(40, 30, Color.BLUE));
        eventually(() -> !client.originals().contains("twice.jpg"));

        client.send("{\"Records\":[" + eventRecord("twice.jpg") + "]}");

        eventually(() -> client.queued() == 0);
        assertThat(client.indexEntries("twice.jpg")).hasSize(1);
    }

    @Test
    void shouldTryAgainWhenTheOriginalCannotBeRead() {
        int deadLetters = client.deadLetters();
        sandbox.faults()
                .add(FaultRule.on("s3:GetObject", Fault.error(503, "SlowDown"))
                        .in("photos-in")
                        .times(5));

        client.put("slow.jpg", Pictures.jpeg(40, 30, Color.BLUE));

        eventually(() -> client.thumbnail("slow.jpg").isPresent());
        eventually(() -> !client.originals().contains("slow.jpg"));
        assertThat(client.deadLetters()).isEqualTo(deadLetters);
    }

    @Test
    void shouldKeepTheOriginalAndItsMessageUntilTheThumbnailIsStored() throws IOException, InterruptedException {
        Faults.Registration broken = sandbox.faults().add(FaultRule.on("s3:PutObject", Fault.dropBeforeWork()));
        try {
            assertThat(client.post("kept.jpg", Pictures.jpeg(40, 30, Color.BLUE))
                            .statusCode())
                    .isEqualTo(204);
            eventually(() -> sandbox.calls().recent().stream()
                    .anyMatch(call -> call.operation().equals("s3:PutObject") && call.status() == 0));

            assertThat(client.originals()).contains("kept.jpg");
            assertThat(client.queued()).isEqualTo(1);
        } finally {
            broken.close();
        }

        eventually(() -> client.thumbnail("kept.jpg").isPresent());
        eventually(() -> !client.originals().contains("kept.jpg"));
        assertThat(client.indexEntries("kept.jpg")).hasSize(1);
    }

    @Test
    void shouldHaveNothingToRejectWhenTheUploadIsGone() {
        int deadLetters = client.deadLetters();

        client.send("{\"Records\":[" + eventRecord(".gallery/gone.jpg") + "]}");

        eventually(() -> client.queued() == 0);
        assertThat(client.deadLetters()).isEqualTo(deadLetters);
    }

    @Test
    void shouldSettleWhenConditionalWritesCollide() throws IOException, InterruptedException {
        sandbox.faults()
                .add(FaultRule.on("s3:PutObject", Fault.error(409, "ConditionalRequestConflict"))
                        .times(1));
        sandbox.calls().reset();
        // a form upload is no PutObject, so the fault meets the thumbnail
        client.post("collide.jpg", Pictures.jpeg(40, 30, Color.BLUE));

        eventually(() -> !client.originals().contains("collide.jpg"));
        assertThat(client.indexEntries("collide.jpg")).hasSize(1);
        assertThat(sandbox.calls().count("s3:GetObject")).isEqualTo(1);
    }

    @Test
    void shouldStoreAnewWhenItTookSoLongThatOthersMayHaveStoredMeanwhile() throws IOException, InterruptedException {
        eventually(() -> client.queued() == 0);
        sandbox.faults()
                .add(FaultRule.on("s3:PutObject", Fault.delay(Duration.ofMillis(2_100)))
                        .times(1));
        sandbox.calls().reset();
        // a form upload is no PutObject, so the fault meets the thumbnail
        client.post("stalled.jpg", Pictures.jpeg(40, 30, Color.BLUE));

        eventually(() -> !client.originals().contains("stalled.jpg"));
        assertThat(client.indexEntries("stalled.jpg")).hasSize(1);
        // the thumbnail and its index entry, twice
        assertThat(sandbox.calls().count("s3:PutObject")).isEqualTo(4);
    }

    @Test
    void shouldNeedNoMoreThanFourCallsForAPicture() {
        eventually(() -> client.queued() == 0);
        sandbox.calls().reset();

        client.put("cheap.jpg", Pictures.jpeg(40, 30, Color.BLUE));

        await().atMost(PATIENCE).until(() -> sandbox.calls().count("s3:DeleteObject") == 1);
        assertThat(sandbox.calls().counts().entrySet())
                .filteredOn(call -> call.getKey().startsWith("s3:"))
                .containsExactlyInAnyOrder(
                        Map.entry("s3:GetObject", 1L),
                        Map.entry("s3:PutObject", 3L), // the upload itself, the thumbnail, its index entry
                        Map.entry("s3:DeleteObject", 1L));
    }

    @Test
    void shouldMoveUnknownMessagesToTheDeadLetterQueue() {
        int before = client.deadLetters();

        client.send("What is this?");

        eventually(() -> client.deadLetters() == before + 1);
        eventually(() -> client.queued() == 0);
        assertThat(client.deadLetterReasons()).contains("The message is no S3 event: it is not JSON");
    }

    @Test
    void shouldDropTheTestEventOfS3() {
        int before = client.deadLetters();

        client.send("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"photos-in\"}");

        eventually(() -> client.queued() == 0);
        assertThat(client.deadLetters()).isEqualTo(before);
    }

    @Test
    void shouldGiveEveryRecordOfAMessageItsOwnOutcome() {
        client.put("good-1.jpg", Pictures.jpeg(40, 30, Color.BLUE));
        client.put("bad.jpg", "no picture".getBytes(StandardCharsets.UTF_8));
        client.put("good-2.jpg", Pictures.jpeg(40, 30, Color.BLUE));

        int deadLetters = client.deadLetters();
        client.send("{\"Records\":[" + eventRecord("good-1.jpg") + "," + eventRecord("never-there.jpg") + ",{},"
                + eventRecord("bad.jpg") + "," + eventRecord("good-2.jpg") + "]}");

        eventually(() -> client.thumbnail("good-1.jpg").isPresent()
                && client.thumbnail("good-2.jpg").isPresent());
        eventually(() -> client.tags("bad.jpg").containsKey("darkroom-rejected"));
        eventually(() -> client.queued() == 0);
        eventually(() -> client.deadLetters() == deadLetters + 1);
    }

    @Test
    void shouldTryAgainWhenARejectedUploadCannotBeMarked() {
        sandbox.faults()
                .add(FaultRule.on("s3:PutObjectTagging", Fault.error(503, "SlowDown"))
                        .times(5));

        client.put("unmarked.jpg", "I am a text file".getBytes(StandardCharsets.UTF_8));

        eventually(() -> "not-an-image".equals(client.tags("unmarked.jpg").get("darkroom-rejected")));
        eventually(() -> client.queued() == 0);
    }

    private static String eventRecord(String key) {
        return "{\"s3\":{\"bucket\":{\"name\":\"photos-in\"},\"object\":{\"key\":\"" + key + "\"}}}";
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
