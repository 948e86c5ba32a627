package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of odd shapes and kinds: whoever reads and writes them, this is how they must look. */
class OddPicturesTest {
    private static final FitOptions BOX = FitOptions.within(100, 100);
    private static final int TOLERANCE = 14;

    private final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    @ParameterizedTest
    @CsvSource({
        "jpeg, 1, 1, 100, 100",
        "jpeg, 1, 5000, 1, 100",
        "jpeg, 5000, 1, 100, 1",
        "png, 1, 1, 100, 100",
        "png, 1, 5000, 1, 100",
        "png, 5000, 1, 100, 1",
        "bmp, 1, 1, 100, 100",
        "bmp, 1, 5000, 1, 100",
        "bmp, 5000, 1, 100, 1",
        "tiff, 1, 1, 100, 100",
        "tiff, 1, 5000, 1, 100",
        "tiff, 5000, 1, 100, 1"
    })
    void shouldFitLinesAndDots(String format, int width, int height, int expectedWidth, int expectedHeight)
            throws ImageException {
        byte[] file = Pictures.encode(format, Pictures.gradient(width, height));

        Thumbnail thumbnail = thumbnailer.fit(file, BOX);

        assertThat(thumbnail.width()).isEqualTo(expectedWidth);
        assertThat(thumbnail.height()).isEqualTo(expectedHeight);
        assertThat(thumbnail.notes()).isEmpty();
        BufferedImage expected = width == 1 && height == 1
                ? flat(expectedWidth, expectedHeight, Pictures.gradient(1, 1).getRGB(0, 0))
                : Pictures.gradient(expectedWidth, expectedHeight);
        Pictures.assertSimilar(Pictures.decode(thumbnail), expected, TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 100, 100", "1, 5000, 1, 100", "5000, 1, 100, 1"})
    void shouldFitLinesAndDotsOfGif(int width, int height, int expectedWidth, int expectedHeight)
            throws ImageException {
        byte[] file = Pictures.encode("gif", flat(width, height, 0xff3366cc));

        BufferedImage actual = Pictures.decode(thumbnailer.fit(file, BOX));

        Pictures.assertSimilar(actual, flat(expectedWidth, expectedHeight, 0xff3366cc), 1);
    }

    /** Colour under what is transparent must not come through at the edge. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "gif"})
    void shouldKeepPalettesWithTransparencyClean(String format) throws ImageException {
        byte[] red = {(byte) 0xff, 0, 0};
        byte[] green = {0, (byte) 0xff, 0};
        byte[] blue = {0, 0, (byte) 0xff};
        IndexColorModel palette = new IndexColorModel(2, 3, red, green, blue, 0);
        BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_INDEXED, palette);
        for (int y = 0; y < 300; y++) {
            for (int x = 151; x < 300; x++) {
                image.getRaster().setSample(x, y, 0, y < 150 ? 1 : 2);
            }
        }

        BufferedImage actual = Pictures.decode(thumbnailer.fit(Pictures.encode(format, image), BOX));

        assertThat(actual.getRGB(20, 50) >>> 24).isZero();
        assertThat(actual.getRGB(80, 20)).isEqualTo(0xff00ff00);
        assertThat(actual.getRGB(80, 80)).isEqualTo(0xff0000ff);
        for (int x = 0; x < 100; x++) {
            assertThat(actual.getRGB(x, 20) >> 16 & 0xff).as("red at %d", x).isZero();
        }
    }

    /** 16 bits hold steps that 8 bits do not; rounding them once must leave no step larger than one. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void shouldNotBandGradientsOf16Bits(String format) throws ImageException {
        BufferedImage image = new BufferedImage(1024, 64, BufferedImage.TYPE_USHORT_GRAY);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 1024; x++) {
                image.getRaster().setSample(x, y, 0, 0x4000 + x * 0x4000 / 1023);
            }
        }

        BufferedImage actual = Pictures.decode(thumbnailer.fit(
                Pictures.encode(format, image), FitOptions.within(512, 32).withFormat(ImageFormat.PNG)));

        int previous = 0x40;
        for (int x = 0; x < 512; x++) {
            int grey = Pictures.rgb(actual, x, 16) & 0xff;
            double exact = (0x4000 + (2 * x + 0.5) * 0x4000 / 1023) / 257;
            assertThat((double) grey).as("grey at %d", x).isBetween(exact - 0.75, exact + 0.75);
            assertThat(grey - previous).isBetween(0, 1);
            previous = grey;
        }
    }

    /** Scans of a progressive file refine the picture; without the later ones it is coarse, but all there. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 9})
    void shouldShowProgressiveFilesOfWhichScansAreMissing(int scans) throws Exception {
        byte[] stripped = firstScans(progressive(Pictures.gradient(400, 300)), scans);

        Thumbnail thumbnail = thumbnailer.fit(stripped, BOX);

        assertThat(thumbnail.width()).isEqualTo(100);
        BufferedImage actual = Pictures.decode(thumbnail);
        BufferedImage expected = Pictures.gradient(100, 75);
        for (int y = 10; y < 65; y += 5) {
            for (int x = 10; x < 90; x += 5) {
                // Brightness comes first, colour later.
                assertThat(luma(actual.getRGB(x, y))).isCloseTo(luma(expected.getRGB(x, y)), within(24.0));
            }
        }
    }

    @Test
    void shouldShowProgressiveFilesThatEndWithinAScan() throws Exception {
        byte[] whole = progressive(Pictures.gradient(400, 300));

        Thumbnail thumbnail = thumbnailer.fit(Arrays.copyOf(whole, whole.length * 2 / 3), BOX);

        assertThat(thumbnail.notes()).contains(Note.TRUNCATED);
        Pictures.assertPixel(Pictures.decode(thumbnail), 50, 37, 0x80807f, 30);
    }

    private static Offset<Double> within(double offset) {
        return Offset.offset(offset);
    }

    private static double luma(int rgb) {
        return 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
    }

    private static BufferedImage flat(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    private static byte[] progressive(BufferedImage image) throws IOException {
        ImageWriter writer = JdkCodecs.JPEG_WRITER.createWriterInstance();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return Pictures.encode(writer, new IIOImage(image, null, null), param);
    }

    /** The file up to the end of its n-th scan, properly ended. */
    private static byte[] firstScans(byte[] jpeg, int scans) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int seen = 0;
        int at = 0;
        while (at + 1 < jpeg.length) {
            boolean marker = jpeg[at] == (byte) 0xff && jpeg[at + 1] != 0;
            if (marker && (jpeg[at + 1] & 0xff) == 0xda && seen++ == scans) {
                break;
            }
            out.write(jpeg[at++]);
        }
        out.write(0xff);
        out.write(0xd9);
        return out.toByteArray();
    }
}
