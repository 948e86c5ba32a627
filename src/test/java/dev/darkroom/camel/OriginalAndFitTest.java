package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An original is read and fitted when there is memory for it, and gives it back whatever becomes of it. */
class OriginalAndFitTest {

    private static final long MB = 1 << 20;
    private static final long FILES = 2 * MB;
    private static final long ALL = FILES + 200 * MB;
    private static final Upload UPLOAD = new Upload("uploads", "photo.png", Optional.empty(), Optional.empty());

    private final MemoryBudget memory = new MemoryBudget(FILES, ALL - FILES, Duration.ofMinutes(1));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        s3.createBucket(r -> r.bucket("uploads"));
        camel.getRegistry().bind("memoryBudget", memory);
        camel.getRegistry().bind("originals", new Originals(s3, FILES, memory));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:fit")
                        .streamCache("false")
                        .bean("originals", "receive")
                        .to("image:fit?maxPixels=1000000&memory=#bean:memoryBudget");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
        s3.close();
        sandbox.close();
    }

    @Test
    void shouldMakeAThumbnail() throws IOException {
        upload(picture());

        Message fitted = fit(download()).getMessage();

        assertThat(fitted.getHeader("CamelImageWidth")).isEqualTo(400);
        assertThat(ImageFormat.detect(fitted.getBody(byte[].class))).contains(ImageFormat.PNG);
        assertThat(memory.free()).isEqualTo(ALL);
    }

    @Test
    void shouldGiveBackTheMemoryOfWhatIsRejected() {
        upload("no picture".getBytes(StandardCharsets.UTF_8));

        assertThat(fit(download()).getException())
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("not-an-image"));
        assertThat(memory.free()).isEqualTo(ALL);
    }

    @Test
    void shouldNotReadWhatIsTooLarge() {
        upload(new byte[(int) FILES + 1]);

        assertThat(fit(download()).getException())
                .isInstanceOfSatisfying(
                        UploadRejectedException.class, e -> assertThat(e.code()).isEqualTo("too-large"));
        assertThat(memory.free()).isEqualTo(ALL);
    }

    @Test
    void shouldGiveBackTheMemoryWhenTheConnectionFails() {
        assertThat(fit(answer(1000, InputStream.nullInputStream())).getException())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("after 0 of 1000 bytes");
        assertThat(memory.free()).isEqualTo(ALL);
    }

    /** Camel's consumers of SQS stop to extend the visibility of all messages after an error. */
    @Test
    void shouldTakeLackOfMemoryForAFaultThatPasses() {
        InputStream hungry = new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("as if");
            }
        };

        assertThat(fit(answer(1000, hungry)).getException()).isInstanceOf(MemoryShortException.class);
        assertThat(memory.free()).isEqualTo(ALL);
    }

    @Test
    void shouldGiveUpTheConnectionWhileItWaitsAndAskAgain() throws Exception {
        upload(picture());
        CompletableFuture<Exchange> fitting;
        try (MemoryBudget.Share other = memory.open()) {
            other.awaitFile(FILES);
            fitting = fitWaiting();
            assertThat(sandbox.calls().count("s3:GetObject")).isEqualTo(1);
        }

        assertThat(fitting.get(1, TimeUnit.MINUTES).getMessage().getHeader("CamelImageWidth"))
                .isEqualTo(400);
        assertThat(sandbox.calls().count("s3:GetObject")).isEqualTo(2);
        assertThat(memory.free()).isEqualTo(ALL);
    }

    /** Its successor may be of any size, and has an event of its own. */
    @Test
    void shouldNotReadWhatTookThePlaceOfAnOriginalMeanwhile() throws Exception {
        upload(picture());
        CompletableFuture<Exchange> fitting;
        try (MemoryBudget.Share other = memory.open()) {
            other.awaitFile(FILES);
            fitting = fitWaiting();
            upload(new byte[1000]);
        }

        assertThat(fitting.get(1, TimeUnit.MINUTES).getException()).isInstanceOf(NothingLeftToDoException.class);
        assertThat(memory.free()).isEqualTo(ALL);
    }

    @Test
    void shouldFindAnOriginalGoneThatAnotherWorkerFinishedMeanwhile() throws Exception {
        upload(picture());
        CompletableFuture<Exchange> fitting;
        try (MemoryBudget.Share other = memory.open()) {
            other.awaitFile(FILES);
            fitting = fitWaiting();
            s3.deleteObject(r -> r.bucket(UPLOAD.bucket()).key(UPLOAD.key()));
        }

        assertThat(fitting.get(1, TimeUnit.MINUTES).getException()).isInstanceOf(NothingLeftToDoException.class);
        assertThat(memory.free()).isEqualTo(ALL);
    }

    @Test
    void shouldWaitUntilThereIsRoomToDecode() throws Exception {
        upload(picture());
        CompletableFuture<Exchange> fitting;
        try (MemoryBudget.Share other = memory.open()) {
            other.awaitDecoding(ALL);
            fitting = CompletableFuture.supplyAsync(() -> fit(download()));
            await().until(() -> memory.free() < FILES);
            assertThat(fitting).isNotDone();
        }

        assertThat(fitting.get(1, TimeUnit.MINUTES).getMessage().getHeader("CamelImageWidth"))
                .isEqualTo(400);
        assertThat(memory.free()).isEqualTo(ALL);
    }

    /** Returns once the first connection was given up. */
    private CompletableFuture<Exchange> fitWaiting() {
        CompletableFuture<Void> aborted = new CompletableFuture<>();
        ResponseInputStream<GetObjectResponse> first = download();
        ResponseInputStream<GetObjectResponse> watched =
                new ResponseInputStream<>(first.response(), AbortableInputStream.create(first, () -> {
                    first.abort();
                    aborted.complete(null);
                }));
        CompletableFuture<Exchange> fitting = CompletableFuture.supplyAsync(() -> fit(watched));
        aborted.orTimeout(1, TimeUnit.MINUTES).join();
        return fitting;
    }

    private Exchange fit(ResponseInputStream<GetObjectResponse> stream) {
        return camel.createProducerTemplate().send("direct:fit", exchange -> {
            exchange.getMessage().setBody(stream);
            exchange.setVariable("upload", UPLOAD);
        });
    }

    private void upload(byte[] content) {
        s3.putObject(r -> r.bucket(UPLOAD.bucket()).key(UPLOAD.key()), RequestBody.fromBytes(content));
    }

    private ResponseInputStream<GetObjectResponse> download() {
        return s3.getObject(r -> r.bucket(UPLOAD.bucket()).key(UPLOAD.key()));
    }

    private static ResponseInputStream<GetObjectResponse> answer(long length, InputStream content) {
        GetObjectResponse response = GetObjectResponse.builder()
                .contentLength(length)
                .eTag("\"etag\"")
                .lastModified(Instant.EPOCH)
                .build();
        return new ResponseInputStream<>(response, AbortableInputStream.create(content));
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }
}
