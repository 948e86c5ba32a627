package dev.darkroom.image.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.codec.RegisteredPlugins;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The yardstick is the JDK's reader. */
class PngImageReaderTest {
    static Stream<PngFiles> files() {
        List<PngFiles> files = new ArrayList<>();
        int[][] kinds = {
            {0, 1}, {0, 2}, {0, 4}, {0, 8}, {0, 16}, {2, 8}, {2, 16}, {3, 1}, {3, 2}, {3, 4}, {3, 8}, {4, 8}, {4, 16},
            {6, 8}, {6, 16}
        };
        for (int[] kind : kinds) {
            for (int[] size : new int[][] {{37, 29}, {1, 1}, {3, 2}, {1, 40}, {64, 1}}) {
                for (int variant = 0; variant < 4; variant++) {
                    PngFiles file = PngFiles.noise(size[0], size[1], kind[0], kind[1]);
                    if (kind[0] == 3) {
                        file.withPalette(1 << kind[1]);
                    }
                    if ((variant & 1) != 0) {
                        file.interlaced();
                    }
                    if ((variant & 2) != 0) {
                        addTransparency(file);
                    }
                    files.add(file);
                }
            }
        }
        return files.stream();
    }

    private static void addTransparency(PngFiles file) {
        switch (file.color) {
            // Of less than 8 bits the JDK's reader recognises no other grey than 0.
            case 0 -> file.with("tRNS", 0, file.depth < 8 ? 0 : 1);
            case 2 -> file.with("tRNS", 0, 1, 0, 1, 0, 1);
            case 3 -> file.with("tRNS", 255, 0);
            default -> file.split(5);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldReadWhatTheJdkReads(PngFiles file) throws IOException {
        byte[] bytes = file.bytes();

        BufferedImage actual = read(bytes, ours());

        BufferedImage expected = read(bytes, jdk());
        assertThat(actual.getType()).isEqualTo(expected.getType());
        assertThat(actual.getColorModel()).isEqualTo(expected.getColorModel());
        assertSame(actual, expected);
        assertThat(actual.getRaster().getPixels(0, 0, file.width, file.height, (int[]) null))
                .isEqualTo(expected.getRaster().getPixels(0, 0, file.width, file.height, (int[]) null));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldOfferTheTypesThatTheJdkOffers(PngFiles file) throws IOException {
        byte[] bytes = file.bytes();
        ImageReader ours = open(bytes, ours());
        ImageReader jdk = open(bytes, jdk());

        assertThat(types(ours)).isEqualTo(types(jdk));
        assertThat(ours.getWidth(0)).isEqualTo(file.width);
        assertThat(ours.getHeight(0)).isEqualTo(file.height);
        assertThat(ours.getNumImages(true)).isEqualTo(1);
    }

    /** Compared with the whole picture: the JDK's reader forgets the transparent colour when it reads a region. */
    @ParameterizedTest
    @MethodSource("files")
    void shouldReadRegionsAndSubsample(PngFiles file) throws IOException {
        byte[] bytes = file.bytes();
        BufferedImage whole = read(bytes, jdk());
        for (int[] steps : new int[][] {{1, 1, 0, 0}, {2, 3, 1, 0}, {5, 4, 2, 3}}) {
            if (steps[2] + 1 >= file.width || steps[3] >= file.height) {
                continue;
            }
            ImageReader reader = open(bytes, ours());

            BufferedImage actual =
                    reader.read(0, param(reader, new Rectangle(1, 0, file.width - 1, file.height), steps));

            assertThat(actual.getWidth()).isEqualTo((file.width - 1 - steps[2] - 1) / steps[0] + 1);
            assertThat(actual.getHeight()).isEqualTo((file.height - steps[3] - 1) / steps[1] + 1);
            for (int y = 0; y < actual.getHeight(); y++) {
                for (int x = 0; x < actual.getWidth(); x++) {
                    assertThat(actual.getRGB(x, y))
                            .isEqualTo(whole.getRGB(1 + steps[2] + x * steps[0], steps[3] + y * steps[1]));
                }
            }
        }
    }

    @Test
    void shouldReadIntoAnImageThatIsGiven() throws IOException {
        byte[] bytes = PngFiles.noise(20, 10, 2, 8).bytes();
        BufferedImage destination = new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB);
        ImageReader reader = open(bytes, ours());
        ImageReadParam param = reader.getDefaultReadParam();
        param.setDestination(destination);
        param.setDestinationOffset(new Point(4, 7));

        assertThat(reader.read(0, param)).isSameAs(destination);

        BufferedImage expected = read(bytes, jdk());
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 20; x++) {
                assertThat(destination.getRGB(x + 4, y + 7)).isEqualTo(expected.getRGB(x, y));
            }
        }
        assertThat(destination.getRGB(3, 7)).isEqualTo(0xff000000);
    }

    @Test
    void shouldReadSomeBands() throws IOException {
        PngFiles file = PngFiles.noise(20, 10, 6, 8);
        ImageReader reader = open(file.bytes(), ours());
        ImageReadParam param = reader.getDefaultReadParam();
        param.setDestination(new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_GRAY));
        param.setSourceBands(new int[] {2});

        BufferedImage blue = reader.read(0, param);

        assertThat(blue.getRaster().getSample(7, 4, 0)).isEqualTo(file.sample(7, 4, 2));
    }

    @Test
    void shouldRenderAtTheSizeAskedFor() throws IOException {
        byte[] bytes = PngFiles.of(200, 100, 2, 8, (x, y, channel) -> channel == 0 ? x : channel == 1 ? y : 9)
                .bytes();
        ImageReader reader = open(bytes, ours());
        ImageReadParam param = reader.getDefaultReadParam();
        assertThat(param.canSetSourceRenderSize()).isTrue();
        param.setSourceRenderSize(new Dimension(20, 10));

        BufferedImage image = reader.read(0, param);

        assertThat(image.getWidth()).isEqualTo(20);
        assertThat(image.getHeight()).isEqualTo(10);
        assertThat(image.getRGB(10, 5) >> 16 & 0xff).isCloseTo(104, within(1));
        assertThat(image.getRGB(10, 5) >> 8 & 0xff).isCloseTo(54, within(1));
        assertThat(image.getRGB(10, 5) & 0xff).isEqualTo(9);
    }

    @Test
    void shouldRenderAlphaThatIsNotMultiplied() throws IOException {
        byte[] bytes = PngFiles.of(80, 80, 6, 8, (x, y, channel) -> channel == 3 ? 64 : 200)
                .bytes();
        ImageReader reader = open(bytes, ours());
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRenderSize(new Dimension(9, 9));

        assertThat(reader.read(0, param).getRGB(4, 4)).isEqualTo(0x40c8c8c8);
    }

    @Test
    void shouldWarnOfFilesThatEndEarly() throws IOException {
        byte[] whole = PngFiles.noise(60, 60, 2, 8).bytes();
        ImageReader reader = open(Arrays.copyOf(whole, whole.length / 2), ours());
        List<String> warnings = new ArrayList<>();
        IIOReadWarningListener listener = (source, warning) -> warnings.add(warning);
        reader.addIIOReadWarningListener(listener);

        BufferedImage image = reader.read(0);

        assertThat(warnings).hasSize(1);
        assertThat(image.getRGB(5, 5)).isEqualTo(read(whole, jdk()).getRGB(5, 5));
        assertThat(image.getRGB(5, 59)).isEqualTo(0xff000000);
    }

    @Test
    void shouldThrowNothingButIOExceptionsOnDamagedFiles() throws IOException {
        Random random = new Random(9);
        int failed = 0;
        List<PngFiles> files = files().filter(file -> file.width == 37).toList();
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = files.get(i % files.size()).bytes();
            for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
                int reach = random.nextBoolean() ? Math.min(80, bytes.length) : bytes.length;
                bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
            }
            // Sizes stay what they are: of others there are tests of their own.
            ByteBuffer.wrap(bytes).putInt(16, 37).putInt(20, 29);
            try {
                assertThat(read(bytes, ours()).getWidth()).isEqualTo(37);
            } catch (IIOException expected) {
                failed++;
            }
        }
        assertThat(failed).isBetween(100, 1900);
    }

    @Test
    void shouldRefuseHeadersOfHugePictures() {
        byte[] bytes = PngFiles.noise(4, 4, 2, 8).bytes();
        ByteBuffer.wrap(bytes).putInt(16, 32).putInt(20, 268_435_488);

        assertThatThrownBy(() -> read(bytes, ours())).isInstanceOf(IIOException.class);
    }

    @Test
    void shouldComeAheadOfTheJdkInImageIO() {
        RegisteredPlugins.ensureOwn(new PngImageReaderSpi());

        assertThat(ImageIO.getImageReadersByFormatName("png").next()).isInstanceOf(PngImageReader.class);
        assertThat(ImageIO.getImageReadersByMIMEType("image/png").next()).isInstanceOf(PngImageReader.class);
    }

    private static ImageReadParam param(ImageReader reader, Rectangle region, int[] steps) {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(region);
        param.setSourceSubsampling(steps[0], steps[1], steps[2], steps[3]);
        return param;
    }

    private static List<ImageTypeSpecifier> types(ImageReader reader) throws IOException {
        List<ImageTypeSpecifier> types = new ArrayList<>();
        reader.getImageTypes(0).forEachRemaining(types::add);
        return types;
    }

    private static void assertSame(BufferedImage actual, BufferedImage expected) {
        int width = expected.getWidth();
        int height = expected.getHeight();
        assertThat(actual.getWidth()).isEqualTo(width);
        assertThat(actual.getHeight()).isEqualTo(height);
        assertThat(actual.getRGB(0, 0, width, height, null, 0, width))
                .isEqualTo(expected.getRGB(0, 0, width, height, null, 0, width));
    }

    private static BufferedImage read(byte[] bytes, ImageReader reader) throws IOException {
        return open(bytes, reader).read(0);
    }

    private static ImageReader open(byte[] bytes, ImageReader reader) {
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
        return reader;
    }

    private static ImageReader ours() {
        return new PngImageReaderSpi().createReaderInstance(null);
    }

    private static ImageReader jdk() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.")) {
                return reader;
            }
        }
        throw new AssertionError("no reader of the JDK");
    }
}
