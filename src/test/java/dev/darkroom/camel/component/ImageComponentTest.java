package dev.darkroom.camel.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.camel.MemoryBudget;
import dev.darkroom.camel.MemoryShortException;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.ImageFault;
import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageComponentTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
    }

    @Test
    void shouldFitIntoABoxOf400x400UnlessToldOtherwise() {
        Message fitted = send("image:fit", picture("png", 800, 200));

        assertThat(fitted.getHeaders())
                .containsAllEntriesOf(Map.of(
                        "CamelImageFormat", "png",
                        "CamelImageWidth", 400,
                        "CamelImageHeight", 100,
                        "CamelImageFrames", 1,
                        "Content-Type", "image/png"));
        assertThat(size(fitted)).isEqualTo("400x100");
    }

    @ParameterizedTest
    @CsvSource({
        "width=100&height=50, 100x50, PNG",
        "width=100, 100x50, PNG",
        "enlarge=false, 200x100, PNG",
        "format=jpeg, 400x200, JPEG",
        "format=suitable, 400x200, PNG"
    })
    void shouldDoAsTheOptionsSay(String options, String size, ImageFormat format) {
        Message fitted = send("image:fit?" + options, picture("png", 200, 100));

        assertThat(size(fitted)).isEqualTo(size);
        assertThat(ImageFormat.detect(fitted.getBody(byte[].class))).contains(format);
    }

    @Test
    void shouldWriteSmallerFilesOfLowerQuality() {
        byte[] picture = noise();

        int low = send("image:fit?quality=10", picture).getBody(byte[].class).length;

        assertThat(low).isLessThan(send("image:fit?quality=90", picture).getBody(byte[].class).length / 2);
    }

    /** Every kind of body that steps before may leave. */
    @Test
    void shouldTakeStreamsAndFiles(@TempDir Path directory) throws IOException {
        byte[] picture = picture("png", 800, 600);
        Path file = Files.write(directory.resolve("picture.png"), picture);

        assertThat(size(send("image:fit", new ByteArrayInputStream(picture)))).isEqualTo("400x300");
        assertThat(size(send("image:fit", file.toFile()))).isEqualTo("400x300");
        assertThat(size(send("image:fit", file))).isEqualTo("400x300");
    }

    @Test
    void shouldTellWhatAPictureIsAndLeaveItAsItIs() {
        byte[] picture = picture("gif", 30, 20);

        Message told = send("image:info", new ByteArrayInputStream(picture));

        assertThat(told.getBody(byte[].class)).isEqualTo(picture);
        assertThat(told.getHeaders())
                .containsAllEntriesOf(Map.of(
                        "CamelImageFormat", "gif",
                        "CamelImageWidth", 30,
                        "CamelImageHeight", 20,
                        "CamelImageFrames", 1,
                        "Content-Type", "image/gif"));
    }

    @ParameterizedTest
    @CsvSource({"image:fit", "image:info"})
    void shouldSayWhyItCannotReadWhatIsNoPicture(String uri) {
        assertThatThrownBy(() -> send(uri, "text"))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("not-an-image"));
        assertThatThrownBy(() -> send(uri, null)).hasCauseInstanceOf(InvalidPayloadException.class);
    }

    @Test
    void shouldRefusePicturesOfMorePixelsThanAllowed() {
        assertThatThrownBy(() -> send("image:fit?maxPixels=100", picture("png", 11, 10)))
                .cause()
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("too-many-pixels"));
        assertThatThrownBy(() -> send("image:info?maxPixels=100", picture("png", 11, 10)))
                .cause()
                .isInstanceOf(ImageException.class);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("image:fit?widht=100", "widht"),
                arguments("image:fit?width=wide", "width"),
                arguments("image:fit?width=0", "The option width is 0: use a number from 1 to 4096"),
                arguments("image:fit?height=4097", "The option height is 4097: use a number from 1 to 4096"),
                arguments("image:fit?quality=101", "The option quality is 101: use a number from 1 to 100"),
                arguments("image:fit?maxPixels=0", "The option maxPixels is 0"),
                arguments("image:fit?format=gif", "format"),
                arguments("image:fit?memory=#bean:nowhere", "memory"),
                arguments("image:crop", "There is no operation 'crop': use image:fit or image:info"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldRefuseToStartARouteWithAWrongOption(String uri, String named) {
        Throwable refused = catchThrowable(() -> camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mistaken").routeId("mistaken").to(uri);
            }
        }));

        assertThat(refused).isInstanceOf(FailedToCreateRouteException.class).hasMessageContaining("mistaken");
        assertThat(Stream.iterate(refused, Objects::nonNull, Throwable::getCause)
                        .map(Throwable::getMessage))
                .anySatisfy(message -> assertThat(message).contains(named));
    }

    @Test
    void shouldRefuseToStartARouteWithPictures() {
        assertThatThrownBy(() -> camel.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("image:fit").to("mock:end");
                    }
                }))
                .hasStackTraceContaining("No route can start with image");
    }

    @Test
    void shouldHoldMemoryForAPictureUntilTheExchangeIsDone() throws Exception {
        MemoryBudget memory = new MemoryBudget(1 << 20, 64 << 20, Duration.ofSeconds(1));
        long all = memory.free();
        camel.getRegistry().bind("memory", memory);
        List<Long> freeAfterwards = new ArrayList<>();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:fit")
                        .to("image:fit?memory=#bean:memory")
                        .process(exchange -> freeAfterwards.add(memory.free()));
            }
        });

        send("direct:fit", picture("png", 800, 600));

        assertThat(freeAfterwards).singleElement().satisfies(free -> assertThat(all - free)
                .isBetween(1L, 1L << 20));
        assertThat(memory.free()).isEqualTo(all);
    }

    @Test
    void shouldTakeLackOfMemoryForAFaultThatPasses() {
        InputStream hungry = new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("as if");
            }
        };

        assertThatThrownBy(() -> send("image:fit", hungry)).hasCauseInstanceOf(MemoryShortException.class);
    }

    @Test
    void shouldNotSayThatWhatPassesIsARefusal() {
        ImageException passing =
                new ImageException(ImageFault.OUT_OF_MEMORY, "Not enough memory", new OutOfMemoryError("as if"));

        Throwable told = catchThrowable(() -> {
            throw Refusals.of(passing);
        });

        assertThat(told).isInstanceOf(MemoryShortException.class);
        assertThat(ObjectHelper.getException(ImageException.class, told)).isNull();
        assertThatThrownBy(() -> Refusals.of(new ImageException(ImageFault.CORRUPT, "Damaged")))
                .isInstanceOf(ImageException.class);
    }

    private Message send(String uri, Object body) {
        Exchange exchange =
                camel.createProducerTemplate().send(uri, e -> e.getMessage().setBody(body));
        if (exchange.getException() != null) {
            throw new CamelExecutionException("failed", exchange, exchange.getException());
        }
        return exchange.getMessage();
    }

    private static String size(Message message) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(message.getBody(byte[].class)));
            return image.getWidth() + "x" + image.getHeight();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] picture(String format, int width, int height) {
        return encode(format, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    private static byte[] noise() {
        BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 400; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return encode("jpg", image);
    }

    private static byte[] encode(String format, BufferedImage image) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
