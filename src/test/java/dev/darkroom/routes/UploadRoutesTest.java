package dev.darkroom.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.camel.MemoryBudget;
import dev.darkroom.camel.MemoryShortException;
import dev.darkroom.camel.NothingLeftToDoException;
import dev.darkroom.camel.Upload;
import dev.darkroom.camel.UploadCounts;
import dev.darkroom.camel.UploadRejectedException;
import dev.darkroom.camel.UploadTimes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.RoutePolicySupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What happens to an upload, step by step and when a step fails, as {@code resize} and {@code upload-faults} have it. */
class UploadRoutesTest extends RouteTestCase {

    private static final String MESSAGE = "the text of the message";

    static final List<String> FILES = List.of("resize.camel.yaml", "upload-faults.camel.yaml");

    private static final Set<String> VISITED = new ConcurrentSkipListSet<>();

    private final Steps steps = new Steps();
    private MockEndpoint s3;

    UploadRoutesTest() {
        super(FILES, VISITED);
    }

    /** Stand-ins for the beans of upload-beans.camel.yaml. */
    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("incoming", steps);
        registry.bind("originals", steps);
        registry.bind("thumbnails", steps);
        registry.bind("redelivery", steps);
        MemoryBudget memory = new MemoryBudget(1 << 20, 64 << 20, Duration.ofSeconds(1));
        registry.bind("memoryBudget", memory);
        registry.bind("messagesInWork", new RoutePolicySupport() {});
        registry.bind("uploadCounts", new UploadCounts());
        registry.bind("uploadTimes", new UploadTimes(memory));
        registry.bind("queueMeters", new RoutePolicySupport() {});
    }

    /** A test in place of the queue, and a mock in place of S3, which answers with a picture. */
    @BeforeEach
    void start() throws Exception {
        steps.taken.clear();
        AdviceWith.adviceWith(context, "resize", route -> {
            route.replaceFromWith("direct:upload-events");
            route.weaveById("read-original").replace().to("mock:s3").id("read-original");
        });
        context.start();
        s3 = getMockEndpoint("mock:s3");
        s3.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(picture()));
    }

    @AfterAll
    static void everyNodeHasBeenVisited() throws IOException {
        assertThat(VISITED).containsAll(nodes(FILES));
    }

    @Test
    void shouldFitAndStoreThePictureBeforeItDeletesTheOriginal() throws IOException {
        Exchange exchange = send();

        assertThat(exchange.getException()).isNull();
        assertThat(steps.taken).containsExactly("upload", "receive", "store", "delete");
        BufferedImage stored = ImageIO.read(new ByteArrayInputStream(steps.stored));
        assertThat(stored.getWidth()).isEqualTo(400);
        assertThat(stored.getHeight()).isEqualTo(300);
    }

    @Test
    void shouldMarkWhatIsNoPictureAndKeepIt() {
        s3.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody("text".getBytes(UTF_8)));

        Exchange exchange = send();

        assertThat(exchange.isFailed()).as("the message is done").isFalse();
        assertThat(steps.taken).containsExactly("upload", "receive", "reject");
    }

    @Test
    void shouldMarkWhatIsNotAllowed() {
        s3.whenAnyExchangeReceived(exchange -> {
            throw new UploadRejectedException("too-large", "The file is too large");
        });

        assertThat(send().isFailed()).isFalse();
        assertThat(steps.taken).containsExactly("upload", "reject");
    }

    @Test
    void shouldTidyTheIndexWhenTheOriginalIsGone() {
        s3.whenAnyExchangeReceived(exchange -> {
            throw NoSuchKeyException.builder().build();
        });

        assertThat(send().isFailed()).isFalse();
        assertThat(steps.taken).containsExactly("upload", "tidy");
    }

    @Test
    void shouldTidyTheIndexWhenAnotherWorkerWasFaster() {
        s3.whenAnyExchangeReceived(exchange -> {
            throw new NothingLeftToDoException("finished by another worker");
        });

        assertThat(send().isFailed()).isFalse();
        assertThat(steps.taken).containsExactly("upload", "tidy");
    }

    @Test
    void shouldHandTheMessageBackWhenS3IsInTrouble() {
        s3.whenAnyExchangeReceived(exchange -> {
            throw new IOException("S3 is away");
        });

        assertThat(send().isFailed()).as("the message is not acknowledged").isTrue();
        assertThat(steps.taken).containsExactly("upload", "failed");
    }

    /** Camel looks at causes, too, when it chooses among answers to failures. */
    @Test
    void shouldNotTakeLackOfMemoryForARejection() {
        s3.whenAnyExchangeReceived(exchange -> {
            throw new MemoryShortException("There was not enough memory", new OutOfMemoryError("as if"));
        });

        assertThat(send().isFailed()).isTrue();
        assertThat(steps.taken).containsExactly("upload", "failed");
    }

    /** Such as a picture of its own that a step looks for. */
    @Test
    void shouldNotTakeItForADoneUploadThatAStepFindsNothing() {
        steps.failing = "store";

        assertThat(send().isFailed()).isTrue();
        assertThat(steps.taken).containsExactly("upload", "receive", "failed");
    }

    private Exchange send() {
        return template.send(
                "direct:upload-events", exchange -> exchange.getMessage().setBody(MESSAGE));
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB), "png", file);
        return file.toByteArray();
    }

    /** What the log says of a thumbnail. */
    public record Entry(int width, int height) {}

    /** Remembers which steps were taken, in order, and looks at what they are given. */
    public static final class Steps {

        private final List<String> taken = new ArrayList<>();
        private byte[] stored = {};
        private String failing = "";

        public Upload upload(String message) {
            assertThat(message).isEqualTo(MESSAGE);
            taken.add("upload");
            return new Upload("photos", "beach.png", Optional.empty(), Optional.empty());
        }

        public byte[] receive(Exchange exchange) {
            taken.add("receive");
            exchange.setVariable("original", "what is known of it");
            return exchange.getMessage().getBody(byte[].class);
        }

        public void store(Exchange exchange) {
            if (failing.equals("store")) {
                throw NoSuchKeyException.builder().build();
            }
            taken.add("store");
            stored = exchange.getMessage().getBody(byte[].class);
            exchange.setVariable("entry", new Entry(400, 300));
        }

        public void delete() {
            taken.add("delete");
        }

        public void reject() {
            taken.add("reject");
        }

        public void tidy() {
            taken.add("tidy");
        }

        public void failed(Exchange exchange) {
            assertThat(exchange.getVariable("message")).isEqualTo(MESSAGE);
            taken.add("failed");
        }
    }
}
