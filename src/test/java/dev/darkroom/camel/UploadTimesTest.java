package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.image.ImageException;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** How long uploads take, told by the steps of a route as they are. */
class UploadTimesTest {

    private static final long MB = 1 << 20;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryBudget memory = new MemoryBudget(2 * MB, 100 * MB, Duration.ofSeconds(1));
    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        s3.createBucket(r -> r.bucket("uploads"));
        s3.createBucket(r -> r.bucket("thumbnails"));
        camel.getRegistry().bind("memoryBudget", memory);
        camel.getRegistry().bind("originals", new Originals(s3, MB, memory));
        camel.getRegistry().bind("thumbnails", new StoredThumbnails(s3, "thumbnails", "no-cache"));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                onException(ImageException.class).handled(true);
                from("direct:uploads")
                        .streamCache("false")
                        .routePolicy(new UploadTimes(memory))
                        .process(exchange -> exchange.getMessage()
                                .setBody(s3.getObject(r -> r.bucket("uploads").key("beach.png"))))
                        .bean("originals", "receive")
                        .to("image:fit?width=40&height=40&memory=#bean:memoryBudget")
                        .bean("thumbnails", "store")
                        .bean("originals", "delete");
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
        s3.close();
        sandbox.close();
    }

    @Test
    void shouldTellHowLongEachPhaseOfAnUploadTook() throws IOException {
        startMeasured();
        byte[] original = upload(picture());

        send(1);

        assertThat(phases())
                .containsExactlyInAnyOrder("queued", "get", "memory", "decode", "resample", "encode", "put", "delete");
        assertThat(timer("darkroom.upload.phase", "phase", "queued").totalTime(TimeUnit.SECONDS))
                .isBetween(2.0, 60.0);
        assertThat(count("darkroom.upload.bytes", "direction", "in")).isEqualTo(original.length);
        assertThat(count("darkroom.upload.bytes", "direction", "out"))
                .isEqualTo(s3.getObjectAsBytes(r -> r.bucket("thumbnails").key("beach.png"))
                        .asByteArray()
                        .length);
        assertThat(meters.get("darkroom.upload.pixels").counter().count()).isEqualTo(80 * 60);
    }

    @Test
    void shouldTellHowLongItTookFromTheEventToTheThumbnail() throws IOException {
        startMeasured();
        upload(picture());

        send(1);

        Timer ready = timer("darkroom.upload.duration", "outcome", "ready");
        assertThat(ready.count()).isEqualTo(1);
        assertThat(ready.totalTime(TimeUnit.SECONDS)).isBetween(3.0, 60.0);
        assertThat(timer("darkroom.upload.duration", "outcome", "rejected").count())
                .isZero();
    }

    @Test
    void shouldTellHowLongARejectionTook() {
        startMeasured();
        upload("no picture".getBytes(StandardCharsets.UTF_8));

        send(1);

        assertThat(timer("darkroom.upload.duration", "outcome", "rejected").totalTime(TimeUnit.SECONDS))
                .isBetween(3.0, 60.0);
        assertThat(timer("darkroom.upload.duration", "outcome", "ready").count())
                .isZero();
        assertThat(phases()).containsExactlyInAnyOrder("queued", "get", "memory");
    }

    /** It is hidden on purpose after a failure, which says nothing of how busy the resizers are. */
    @Test
    void shouldNotTakeTheTimeBetweenAttemptsForAQueue() throws IOException {
        startMeasured();
        upload(picture());

        send(2);

        assertThat(phases()).doesNotContain("queued").contains("put");
    }

    @Test
    void shouldCountNoLatencyOfWhatFailed() {
        startMeasured();

        send(1);

        assertThat(phases()).containsExactly("queued");
        assertThat(meters.find("darkroom.upload.duration").timers()).hasSize(2).allMatch(timer -> timer.count() == 0);
    }

    @Test
    void shouldTellWhatIsInWorkAndWhatMemoryIsLeft() throws IOException {
        startMeasured();
        await().until(() -> meters.find("darkroom.memory.size").gauge() != null);
        assertThat(gauge("darkroom.memory.size")).isEqualTo(102 * MB);
        upload(picture());

        send(1);

        assertThat(gauge("darkroom.upload.in.work")).isZero();
        assertThat(gauge("darkroom.memory.free")).isEqualTo(102 * MB);
    }

    /** Nanoseconds since then are more than a long holds. */
    @Test
    void shouldNotStumbleOverAnEventOfTheYearOne() throws IOException {
        startMeasured();
        upload(picture());
        Exchange exchange = new DefaultExchange(camel);
        UploadWork.begin(exchange).stored(1, System.nanoTime());
        exchange.setVariable(
                "upload",
                new Upload(
                        "uploads", "beach.png", Optional.of(Instant.parse("0001-01-01T00:00:00Z")), Optional.empty()));
        UploadTimes times = new UploadTimes(memory);

        assertThatCode(() -> times.onExchangeDone(camel.getRoutes().get(0), exchange))
                .doesNotThrowAnyException();

        assertThat(timer("darkroom.upload.duration", "outcome", "ready").count())
                .as("a lie tells nothing")
                .isZero();
        assertThat(phases()).containsExactly("put");
    }

    /** As under the Camel CLI. */
    @Test
    void shouldDoWithoutAMeterRegistry() throws IOException {
        camel.start();
        upload(picture());

        assertThat(send(1).isFailed()).isFalse();
        assertThat(meters.getMeters()).isEmpty();
    }

    private void startMeasured() {
        camel.getRegistry().bind("meters", meters);
        camel.start();
    }

    private byte[] upload(byte[] content) {
        s3.putObject(r -> r.bucket("uploads").key("beach.png"), RequestBody.fromBytes(content));
        return content;
    }

    private Exchange send(int receives) {
        Instant event = Instant.now().minusSeconds(3);
        return camel.createProducerTemplate().send("direct:uploads", exchange -> {
            exchange.getMessage().setHeader("ApproximateReceiveCount", Integer.toString(receives));
            exchange.getMessage()
                    .setHeader(
                            "SentTimestamp", Long.toString(event.plusSeconds(1).toEpochMilli()));
            exchange.setVariable("upload", new Upload("uploads", "beach.png", Optional.of(event), Optional.empty()));
        });
    }

    private Set<String> phases() {
        return meters.find("darkroom.upload.phase").timers().stream()
                .filter(timer -> timer.count() > 0)
                .map(timer -> timer.getId().getTag("phase"))
                .collect(Collectors.toSet());
    }

    private Timer timer(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).timer();
    }

    private double count(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).counter().count();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB), "png", file);
        return file.toByteArray();
    }
}
