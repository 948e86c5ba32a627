package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.raster.Plane;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back with the JDK's reader. */
class JpegEncoderTest {
    private static final Pattern FLAT = (x, y) -> 77;
    private static final Pattern GRADIENT =
            (x, y) -> (x + 2 * y) % 511 < 256 ? (x + 2 * y) % 511 : 510 - (x + 2 * y) % 511;
    private static final Pattern CHECKS = (x, y) -> (x / 3 + y / 3) % 2 == 0 ? 0 : 255;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5000", "5000, 1", "7, 9", "8, 8", "16, 16", "17, 33", "400, 300"})
    void shouldKeepPicturesOfAnySize(int width, int height) throws IOException {
        for (Pattern pattern : List.of(FLAT, GRADIENT, CHECKS, noise(5))) {
            Plane plane = plane(width, height, pattern);
            assertClose(JpegEncoder.encode(List.of(plane), 100), List.of(plane), 2);

            List<Plane> full = List.of(plane, plane(width, height, GRADIENT), plane(width, height, noise(6)));
            assertClose(JpegEncoder.encode(full, 100), full, 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 5000", "5000, 1", "7, 9", "8, 8", "16, 16", "17, 33", "31, 15", "400, 300"})
    void shouldKeepColourOfHalfSize(int width, int height) throws IOException {
        int halfWidth = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        Plane brightness = plane(width, height, noise(1));
        Plane blue = plane(halfWidth, halfHeight, (x, y) -> 40 + Math.abs(x / 4 % 200 - 100));
        Plane red = plane(halfWidth, halfHeight, (x, y) -> 200 - Math.abs(y / 4 % 200 - 100));

        byte[] jpeg = JpegEncoder.encode(List.of(brightness, blue, red), 100);

        Raster decoded = decode(jpeg);
        assertPlane(decoded, 0, brightness, 2);
        assertPlane(decoded, 1, plane(width, height, (x, y) -> blue.samples()[y / 2 * halfWidth + x / 2]), 2);
        assertPlane(decoded, 2, plane(width, height, (x, y) -> red.samples()[y / 2 * halfWidth + x / 2]), 2);
    }

    /** How far off a sample may be follows from the steps: half of one for each coefficient at worst, far less as a rule. */
    @ParameterizedTest
    @CsvSource({"1, 130", "50, 40", "85, 16", "100, 2"})
    void shouldLoseMoreTheLowerTheQuality(int quality, int tolerance) throws IOException {
        Plane plane = plane(64, 48, (x, y) -> 128 + 100 * Math.sin(x / 7.0) * Math.cos(y / 5.0));
        List<Plane> planes = List.of(plane, plane, plane);

        assertClose(JpegEncoder.encode(planes, quality), planes, tolerance);
    }

    @Test
    void shouldGrowWithQuality() {
        List<Plane> planes = List.of(plane(100, 80, noise(3)));
        int previous = 0;
        for (int quality = 1; quality <= 100; quality += 11) {
            int size = JpegEncoder.encode(planes, quality).length;
            assertThat(size).isGreaterThan(previous);
            previous = size;
        }
    }

    /** Same tables, same subsampling; the JDK rounds samples and writes the example codes unless told to make better ones. */
    @ParameterizedTest
    @ValueSource(ints = {30, 75, 85, 95})
    void shouldBeAsGoodAndAsSmallAsTheWriterOfTheJdk(int quality) throws IOException {
        BufferedImage image = colourful(200, 150);
        List<Plane> planes = YcbcrPlanes.ofRgb(200, 150, rgb(image));
        byte[] ours = JpegEncoder.encode(List.of(planes.get(0), half(planes.get(1)), half(planes.get(2))), quality);
        byte[] theirs = encodeWithJdk(image, quality);

        assertThat(ours).hasSizeLessThanOrEqualTo(theirs.length);
        assertThat(psnr(decodeRgb(ours), image)).isGreaterThan(psnr(decodeRgb(theirs), image) - 0.1);
    }

    @Test
    void shouldClampOvershoot() throws IOException {
        Plane overshot = plane(16, 16, (x, y) -> x < 8 ? -60 : 330);
        Plane clamped = plane(16, 16, (x, y) -> x < 8 ? 0 : 255);

        assertThat(JpegEncoder.encode(List.of(overshot), 90)).isEqualTo(JpegEncoder.encode(List.of(clamped), 90));
    }

    @Test
    void shouldKeepTheStrongestContrasts() throws IOException {
        for (int frequency = 1; frequency <= 8; frequency++) {
            int f = frequency;
            Plane stripes = plane(
                    40,
                    40,
                    (x, y) -> Math.cos((2 * (x % 8) + 1) * f * Math.PI / 16)
                                            * Math.cos((2 * (y % 8) + 1) * (8 - f) * Math.PI / 16)
                                    < 0
                            ? 0
                            : 255);
            assertClose(JpegEncoder.encode(List.of(stripes), 100), List.of(stripes), 2);
        }
    }

    @Test
    void shouldStuffEveryByteOfOnes() throws IOException {
        Plane noise = plane(300, 200, noise(9));
        byte[] jpeg = JpegEncoder.encode(List.of(noise), 100);
        int stuffed = 0;
        for (int i = scanStart(jpeg); i < jpeg.length - 2; i++) {
            if (jpeg[i] == -1) {
                assertThat(jpeg[i + 1]).isZero();
                stuffed++;
            }
        }

        assertThat(stuffed).isGreaterThan(100);
        assertClose(jpeg, List.of(noise), 2);
    }

    /** Codes are made from the first million symbols; here these are of a quiet part, and others follow. */
    @Test
    void shouldHaveCodesForWhatComesLateInLargePictures() throws IOException {
        Plane quietThenLoud = plane(1200, 2000, quietThenLoud());
        List<Plane> planes = List.of(quietThenLoud);

        assertClose(JpegEncoder.encode(planes, 100), planes, 2);
    }

    @Test
    void shouldHaveCodesForWhatComesLateInLargePicturesOfColour() throws IOException {
        Plane quietThenLoud = plane(800, 1000, quietThenLoud());
        List<Plane> planes = List.of(quietThenLoud, quietThenLoud, quietThenLoud);

        assertClose(JpegEncoder.encode(planes, 100), planes, 2);
    }

    @Test
    void shouldWriteNoMetadata() {
        Plane plane = plane(20, 20, GRADIENT);

        assertThat(markers(JpegEncoder.encode(List.of(plane, plane, plane), 85)))
                .containsExactly(0xe0, 0xdb, 0xc0, 0xc4, 0xda);
        assertThat(markers(JpegEncoder.encode(List.of(plane), 85))).containsExactly(0xe0, 0xdb, 0xc0, 0xc4, 0xda);
    }

    @Test
    void shouldMakeTheSameBytesOfTheSamePicture() {
        List<Plane> planes = List.of(plane(50, 40, noise(1)), plane(25, 20, noise(2)), plane(25, 20, noise(3)));

        assertThat(JpegEncoder.encode(planes, 85)).isEqualTo(JpegEncoder.encode(planes, 85));
    }

    @Test
    void shouldRefuseWhatIsNotAPicture() {
        Plane plane = plane(10, 10, FLAT);
        Plane other = plane(4, 5, FLAT);

        assertThatThrownBy(() -> JpegEncoder.encode(List.of(plane), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JpegEncoder.encode(List.of(plane), 101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JpegEncoder.encode(List.of(), 85)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JpegEncoder.encode(List.of(plane, plane), 85))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JpegEncoder.encode(List.of(plane, plane, other), 85))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JpegEncoder.encode(List.of(plane, other, other), 85))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JpegEncoder.encode(List.of(plane(65536, 1, FLAT)), 85))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Pattern noise(int seed) {
        Random random = new Random(seed);
        return (x, y) -> random.nextInt(256);
    }

    private static Pattern quietThenLoud() {
        Random random = new Random(1);
        return (x, y) -> y < 900 ? 126 + random.nextInt(5) : random.nextInt(2) * 255;
    }

    private static Plane plane(int width, int height, Pattern pattern) {
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) pattern.at(i % width, i / width);
        }
        return new Plane(width, height, samples);
    }

    private static Plane half(Plane plane) {
        return plane(plane.width() / 2, plane.height() / 2, (x, y) -> {
            int at = 2 * y * plane.width() + 2 * x;
            float[] samples = plane.samples();
            return (samples[at] + samples[at + 1] + samples[at + plane.width()] + samples[at + plane.width() + 1]) / 4;
        });
    }

    private static BufferedImage colourful(int width, int height) {
        Random random = new Random(4);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = (int) (128 + 90 * Math.sin(x / 9.0) + 12 * random.nextGaussian());
                int green = (int) (128 + 90 * Math.cos(y / 7.0) + 12 * random.nextGaussian());
                int blue = (int) (128 + 90 * Math.sin((x + y) / 21.0) + 12 * random.nextGaussian());
                image.setRGB(x, y, clamp(red) << 16 | clamp(green) << 8 | clamp(blue));
            }
        }
        return image;
    }

    private static byte[] rgb(BufferedImage image) {
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (image.getRGB(i / 3 % image.getWidth(), i / 3 / image.getWidth()) >> 16 - 8 * (i % 3));
        }
        return rgb;
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static void assertClose(byte[] jpeg, List<Plane> planes, int tolerance) throws IOException {
        Raster decoded = decode(jpeg);
        assertThat(decoded.getNumBands()).isEqualTo(planes.size());
        for (int i = 0; i < planes.size(); i++) {
            assertPlane(decoded, i, planes.get(i), tolerance);
        }
    }

    private static void assertPlane(Raster decoded, int band, Plane expected, int tolerance) {
        assertThat(decoded.getWidth()).isEqualTo(expected.width());
        assertThat(decoded.getHeight()).isEqualTo(expected.height());
        int[] row = new int[expected.width()];
        float worst = 0;
        for (int y = 0; y < expected.height(); y++) {
            decoded.getSamples(0, y, row.length, 1, band, row);
            for (int x = 0; x < row.length; x++) {
                worst = Math.max(worst, Math.abs(row[x] - expected.samples()[y * row.length + x]));
            }
        }
        assertThat(worst).isLessThanOrEqualTo(tolerance);
    }

    private static int scanStart(byte[] jpeg) {
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != 0xda) {
            at += 2 + length(jpeg, at);
        }
        return at + 2 + length(jpeg, at);
    }

    private static List<Integer> markers(byte[] jpeg) {
        List<Integer> markers = new ArrayList<>();
        for (int at = 2, end = scanStart(jpeg); at < end; at += 2 + length(jpeg, at)) {
            markers.add(jpeg[at + 1] & 0xff);
        }
        return markers;
    }

    private static int length(byte[] jpeg, int at) {
        return (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff;
    }

    private static Raster decode(byte[] jpeg) throws IOException {
        return withReaderOfJdk(jpeg, reader -> reader.readRaster(0, null));
    }

    private static BufferedImage decodeRgb(byte[] jpeg) throws IOException {
        return withReaderOfJdk(jpeg, reader -> reader.read(0));
    }

    private static <T> T withReaderOfJdk(byte[] jpeg, Reading<T> reading) throws IOException {
        ImageReader reader = ofJdk(ImageIO.getImageReadersByFormatName("jpeg"));
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(stream);
            return reading.of(reader);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] encodeWithJdk(BufferedImage image, int quality) throws IOException {
        ImageWriter writer = ofJdk(ImageIO.getImageWritersByFormatName("jpeg"));
        JPEGImageWriteParam param = (JPEGImageWriteParam) writer.getDefaultWriteParam();
        param.setOptimizeHuffmanTables(true);
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality / 100f);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static <T> T ofJdk(Iterator<T> plugins) {
        while (plugins.hasNext()) {
            T plugin = plugins.next();
            if (plugin.getClass().getName().startsWith("com.sun.")) {
                return plugin;
            }
        }
        throw new AssertionError("no plug-in of the JDK");
    }

    private static double psnr(BufferedImage actual, BufferedImage expected) {
        double error = 0;
        int samples = 3 * expected.getWidth() * expected.getHeight();
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (actual.getRGB(x, y) >> shift & 0xff) - (expected.getRGB(x, y) >> shift & 0xff);
                    error += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255 * 255 * samples / error);
    }

    private interface Pattern {
        double at(int x, int y);
    }

    private interface Reading<T> {
        T of(ImageReader reader) throws IOException;
    }
}
