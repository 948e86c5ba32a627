package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.jpeg.JpegDecoder.Detail;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading at a fraction of the size; that full size equals the JDK's reader is in {@link JpegImageReaderTest}. */
class JpegDecoderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg-sampling-1x1.jpg",
                "jpeg-sampling-2x2.jpg",
                "jpeg-sampling-2x1.jpg",
                "jpeg-sampling-4x4.jpg",
                "jpeg-sampling-3x2-2x1-1x1.jpg",
                "jpeg-grey.jpg",
                "jpeg-cmyk-2x2.jpg",
                "jpeg-quality-100.jpg",
                "jpeg-quantization-16-bit.jpg",
                "jpeg-optimized.jpg",
                "jpeg-restart-1.jpg",
                "jpeg-not-interleaved.jpg",
                "jpeg-progressive-default.jpg",
                "jpeg-progressive-spectral.jpg",
                "jpeg-progressive-approximation.jpg",
                "jpeg-restart-1-progressive.jpg",
                "jpeg-ycck-progressive.jpg",
                "jpeg-size-17x33-2x2.jpg",
                "jpeg-size-1x70-2x1.jpg"
            })
    void shouldReduceBlocksToTheirLowestFrequencies(String name) throws IOException {
        assertReduced(resource(name));
    }

    /** Every coefficient differs from 0, so that no block has an end that is coded: the worst case for skipping. */
    @Test
    void shouldReduceBlocksWithoutAnEnd() throws IOException {
        assertReduced(jpeg(noise(96, 64), 1f));
    }

    /** More than the chunk that bits are read from in one go. */
    @Test
    void shouldReduceLongScans() throws IOException {
        assertReduced(jpeg(noise(320, 240), 0.9f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-sampling-2x2.jpg", "jpeg-sampling-1x1.jpg", "jpeg-progressive-default.jpg"})
    void shouldReadEachComponentAtAScaleOfItsOwn(String name) throws IOException {
        JpegDecoder decoder = JpegDecoder.open(resource(name));
        List<float[][]> half = decode(decoder, 4, Detail.ALL);
        List<float[][]> eighth = decode(decoder, 1, Detail.ALL);

        Collector mixed = new Collector(decoder, List.of(4, 1, 4));
        decoder.decode(List.of(4, 1, 4), Detail.ALL, mixed);

        assertThat(mixed.planes.get(0)).isDeepEqualTo(half.get(0));
        assertThat(mixed.planes.get(1)).isDeepEqualTo(eighth.get(1));
        assertThat(mixed.planes.get(2)).isDeepEqualTo(half.get(2));
    }

    /** What refining scans bring is less than the lowest bit that was left out of each coefficient. */
    @ParameterizedTest
    @CsvSource({"1, 0.001", "2, 1", "4, 1.5"})
    void shouldComeCloseWithoutRefiningScans(int scale, double tolerance) throws IOException {
        JpegDecoder decoder = JpegDecoder.open(jpeg(noise(160, 96), 0.95f, true));
        float[][] all = decode(decoder, scale, Detail.ALL).get(0);
        float[][] coarse = decode(decoder, scale, Detail.COARSE).get(0);

        assertThat(rootMeanSquare(all, coarse)).isLessThan(tolerance);
    }

    @Test
    void shouldReadFilesWithoutRefiningScansAlike() throws IOException {
        JpegDecoder decoder = JpegDecoder.open(resource("jpeg-progressive-spectral.jpg"));

        assertThat(rootMeanSquare(
                        decode(decoder, 4, Detail.ALL).get(0),
                        decode(decoder, 4, Detail.COARSE).get(0)))
                .isLessThan(0.001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-sampling-2x2.jpg", "jpeg-progressive-default.jpg", "jpeg-not-interleaved.jpg"})
    void shouldGiveWhatThereIsOfATruncatedFile(String name) throws IOException {
        byte[] whole = resource(name);
        int given = 0;
        for (int length = 2; length < whole.length - 2; length += 5) {
            byte[] part = Arrays.copyOf(whole, length);
            for (int scale : new int[] {1, 2, 8}) {
                try {
                    JpegDecoder decoder = JpegDecoder.open(part);
                    Collector rows = new Collector(decoder, Collections.nCopies(3, scale));
                    assertThat(decoder.decode(scale, Detail.ALL, rows)).isFalse();
                    rows.assertComplete();
                    given++;
                } catch (IOException nothing) {
                    assertThat(nothing).isNotInstanceOf(LimitExceededException.class);
                }
            }
        }
        assertThat(given).as("parts that showed something").isGreaterThan(20);
    }

    /** The interval that is damaged is lost, those behind it are not. */
    @Test
    void shouldFindItsWayBackAtARestartMarker() throws IOException {
        byte[] whole = resource("jpeg-restart-1.jpg");
        byte[] damaged = whole.clone();
        int marker = indexOfMarker(whole, 0xd3);
        Arrays.fill(damaged, marker + 2, indexOfMarker(whole, 0xd4), (byte) 0x55);
        JpegDecoder decoder = JpegDecoder.open(damaged);

        float[][] expected = decode(JpegDecoder.open(whole), 8, Detail.ALL).get(0);
        float[][] actual = decode(decoder, 8, Detail.ALL).get(0);

        int last = expected.length - 1;
        assertThat(actual[last]).isEqualTo(expected[last]);
        assertThat(rootMeanSquare(actual, expected)).isPositive();
    }

    /** Of a file without its last scans, what earlier ones tell is enough for a small picture. */
    @Test
    void shouldReadAProgressiveFileThatLacksScans() throws IOException {
        JpegDecoder whole = JpegDecoder.open(resource("jpeg-progressive-approximation.jpg"));
        JpegDecoder lacking = JpegDecoder.open(resource("jpeg-progressive-without-last-scan.jpg"));

        assertThat(rootMeanSquare(
                        decode(whole, 2, Detail.COARSE).get(0),
                        decode(lacking, 2, Detail.COARSE).get(0)))
                .isLessThan(1);
    }

    @Test
    void shouldShowColourEvenIfBrightnessIsMissing() throws IOException {
        JpegDecoder decoder = JpegDecoder.open(resource("jpeg-progressive-no-brightness.jpg"));

        List<float[][]> planes = decode(decoder, 8, Detail.ALL);

        assertThat(planes.get(0)[0]).containsOnly(128);
        assertThat(planes.get(1)[0]).isNotEqualTo(planes.get(0)[0]);
    }

    @Test
    void shouldRefuseMoreScansThanAllowed() throws IOException {
        byte[] file = resource("jpeg-progressive-default.jpg");

        assertThatThrownBy(() -> JpegDecoder.open(file, 3).decode(8, Detail.ALL, (component, samples, offset) -> {}))
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("The JPEG has more than 3 scans.");
    }

    @Test
    void shouldTellTheMemoryThatCoefficientsTake() throws IOException {
        JpegDecoder streamed = JpegDecoder.open(resource("jpeg-sampling-2x2.jpg"));
        JpegDecoder stored = JpegDecoder.open(resource("jpeg-progressive-default.jpg"));
        List<Integer> quarter = List.of(2, 2, 2);
        List<Integer> full = List.of(8, 8, 8);

        assertThat(streamed.coefficientBytes(full, Detail.ALL)).isZero();
        assertThat(stored.coefficientBytes(quarter, Detail.COARSE)).isPositive();
        assertThat(stored.coefficientBytes(full, Detail.COARSE))
                .isEqualTo(16 * stored.coefficientBytes(quarter, Detail.COARSE));
        assertThat(stored.coefficientBytes(full, Detail.ALL))
                .isGreaterThan(stored.coefficientBytes(full, Detail.COARSE));
    }

    /** Reduced samples against those of full size, put through the definition of the transform in double precision. */
    private static void assertReduced(byte[] file) throws IOException {
        JpegDecoder decoder = JpegDecoder.open(file);
        List<float[][]> full = decode(decoder, 8, Detail.ALL);
        for (int scale : new int[] {1, 2, 4}) {
            List<float[][]> reduced = decode(decoder, scale, Detail.ALL);
            for (int component = 0; component < full.size(); component++) {
                assertReduced(full.get(component), reduced.get(component), scale);
            }
        }
    }

    private static void assertReduced(float[][] full, float[][] reduced, int scale) {
        for (int top = 0; top + 8 <= full.length; top += 8) {
            for (int left = 0; left + 8 <= full[0].length; left += 8) {
                if (isClamped(full, top, left)) {
                    continue;
                }
                double[][] expected = reduce(full, top, left, scale);
                for (int y = 0; y < scale; y++) {
                    for (int x = 0; x < scale; x++) {
                        assertThat((double) reduced[top * scale / 8 + y][left * scale / 8 + x])
                                .isCloseTo(expected[y][x], within(0.75));
                    }
                }
            }
        }
    }

    private static boolean isClamped(float[][] full, int top, int left) {
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                float sample = full[top + y][left + x];
                if (sample == 0 || sample == 255) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double[][] reduce(float[][] full, int top, int left, int scale) {
        double[][] result = new double[scale][scale];
        for (int v = 0; v < scale; v++) {
            for (int u = 0; u < scale; u++) {
                double coefficient = 0;
                for (int y = 0; y < 8; y++) {
                    for (int x = 0; x < 8; x++) {
                        coefficient += full[top + y][left + x] * basis(u, x, 8) * basis(v, y, 8);
                    }
                }
                for (int y = 0; y < scale; y++) {
                    for (int x = 0; x < scale; x++) {
                        result[y][x] += coefficient * scale / 8 * basis(u, x, scale) * basis(v, y, scale);
                    }
                }
            }
        }
        return result;
    }

    private static double basis(int frequency, int position, int length) {
        double factor = frequency == 0 ? Math.sqrt(1.0 / length) : Math.sqrt(2.0 / length);
        return factor * Math.cos((2 * position + 1) * frequency * Math.PI / (2 * length));
    }

    private static double rootMeanSquare(float[][] one, float[][] other) {
        double sum = 0;
        for (int y = 0; y < one.length; y++) {
            for (int x = 0; x < one[y].length; x++) {
                sum += (one[y][x] - other[y][x]) * (one[y][x] - other[y][x]);
            }
        }
        return Math.sqrt(sum / one.length / one[0].length);
    }

    private static List<float[][]> decode(JpegDecoder decoder, int scale, Detail detail) throws IOException {
        int count = decoder.header().components().size();
        Collector rows = new Collector(decoder, Collections.nCopies(count, scale));
        decoder.decode(scale, detail, rows);
        rows.assertComplete();
        return rows.planes;
    }

    private static int indexOfMarker(byte[] file, int marker) {
        for (int i = 0; i < file.length - 1; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) marker) {
                return i;
            }
        }
        throw new AssertionError("no marker " + marker);
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Random random = new Random(5);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (96 + random.nextInt(64));
        }
        return image;
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        return jpeg(image, quality, false);
    }

    private static byte[] jpeg(BufferedImage image, float quality, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = JpegDecoderTest.class.getResourceAsStream("/images/" + name)) {
            return stream.readAllBytes();
        }
    }

    /** Keeps all rows of all components. */
    private static final class Collector implements ComponentRows {
        private final List<float[][]> planes = new ArrayList<>();
        private final List<Integer> widths = new ArrayList<>();
        private final int[] taken;

        Collector(JpegDecoder decoder, List<Integer> scales) {
            taken = new int[scales.size()];
            for (int i = 0; i < taken.length; i++) {
                planes.add(new float[decoder.height(i, scales.get(i))][]);
                widths.add(decoder.width(i, scales.get(i)));
            }
        }

        @Override
        public void row(int component, float[] samples, int offset) {
            planes.get(component)[taken[component]++] =
                    Arrays.copyOfRange(samples, offset, offset + widths.get(component));
        }

        void assertComplete() {
            for (int i = 0; i < taken.length; i++) {
                assertThat(taken[i]).isEqualTo(planes.get(i).length);
            }
        }
    }
}
