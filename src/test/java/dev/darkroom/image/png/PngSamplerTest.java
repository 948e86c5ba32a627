package dev.darkroom.image.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.UnsupportedImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PngSamplerTest {
    @ParameterizedTest
    @MethodSource("dev.darkroom.image.png.PngImageReaderTest#files")
    void shouldAverageBoxesOfMultipliedSamples(PngFiles file) throws IOException {
        PngDecoder decoder = PngDecoder.open(file.bytes());
        for (int factor : new int[] {1, 2, 3, 8, 128}) {
            PngSampler sampler = PngSampler.of(decoder, factor);
            float[] row = new float[sampler.width() * sampler.channels()];
            for (int y = 0; y < sampler.height(); y++) {
                sampler.next(row);
                for (int i = 0; i < row.length; i++) {
                    double expected =
                            average(file, decoder.header(), factor, i / sampler.channels(), y, i % sampler.channels());
                    assertThat((double) row[i])
                            .as("factor %d, sample %d of row %d", factor, i, y)
                            .isCloseTo(expected, within(0.01));
                }
            }
            assertThat(sampler.isComplete()).isTrue();
            assertThat(sampler.horizontal(1).length()).isEqualTo(file.width / (double) factor);
            assertThat(sampler.vertical(1).length()).isEqualTo(file.height / (double) factor);
        }
    }

    private static double average(PngFiles file, PngHeader header, int factor, int boxX, int boxY, int channel) {
        double sum = 0;
        int count = 0;
        for (int y = boxY * factor; y < Math.min(file.height, (boxY + 1) * factor); y++) {
            for (int x = boxX * factor; x < Math.min(file.width, (boxX + 1) * factor); x++) {
                sum += multiplied(file, header, x, y, channel);
                count++;
            }
        }
        return sum / count;
    }

    private static double multiplied(PngFiles file, PngHeader header, int x, int y, int channel) {
        double scale = 255.0 / ((1 << file.depth) - 1);
        if (header.color() == PngColor.PALETTE) {
            int argb = header.palette()[file.sample(x, y, 0)];
            int alpha = argb >>> 24;
            return channel == 3 ? alpha : (argb >> 16 - 8 * channel & 0xff) * alpha / 255.0;
        }
        int colors = header.color() == PngColor.GREY || header.color() == PngColor.GREY_ALPHA ? 1 : 3;
        double alpha = 255;
        if (header.color().hasAlpha()) {
            alpha = file.sample(x, y, colors) * scale;
        } else if (!header.transparent().isEmpty()) {
            boolean transparent = true;
            for (int color = 0; color < colors; color++) {
                transparent &= file.sample(x, y, color) == header.transparent().get(color);
            }
            alpha = transparent ? 0 : 255;
        }
        return channel == colors ? alpha : file.sample(x, y, channel) * scale * alpha / 255;
    }

    /** Steps of 1 in 65535 are kept, through a box as well: no banding beyond what the output rounds. */
    @Test
    void shouldKeepThePrecisionOf16Bits() throws IOException {
        byte[] file = PngFiles.of(64, 8, 0, 16, (x, y, channel) -> 30_000 + x).bytes();
        PngSampler sampler = PngSampler.of(PngDecoder.open(file), 2);
        float[] row = new float[32];

        sampler.next(row);

        for (int x = 0; x < 32; x++) {
            assertThat((double) row[x]).isCloseTo((30_000.5 + 2 * x) * 255 / 65535, within(0.0001));
        }
    }

    @Test
    void shouldHandOutAllRowsOfTruncatedFiles() throws IOException {
        for (PngFiles file :
                PngImageReaderTest.files().filter(f -> f.width == 37).toList()) {
            byte[] whole = file.bytes();
            int shown = 0;
            for (int length = 8; length < whole.length - 12; length += 7) {
                shown += showsAllRows(Arrays.copyOf(whole, length), whole) ? 1 : 0;
            }
            assertThat(shown).as("%s bits of %s", file.depth, file.color).isPositive();
        }
    }

    /** All rows come, the first as it should be; or an IOException if there is not even that. */
    private static boolean showsAllRows(byte[] cut, byte[] whole) throws IOException {
        float[] expected = new float[37 * 4];
        PngSampler sound = PngSampler.of(PngDecoder.open(whole), 1);
        sound.next(expected);
        float[] first = new float[37 * 4];
        PngSampler sampler;
        try {
            sampler = PngSampler.of(PngDecoder.open(cut), 1);
            sampler.next(first);
        } catch (IOException nothingToShow) {
            return false;
        }
        float[] row = new float[37 * 4];
        for (int y = 1; y < sampler.height(); y++) {
            sampler.next(row);
        }
        if (sampler.channels() == sound.channels()) {
            assertThat(first[0]).isEqualTo(expected[0]);
        }
        return true;
    }

    @Test
    void shouldShowMissingRowsAsTransparentOrBlack() throws IOException {
        for (int color : new int[] {2, 6}) {
            byte[] whole = PngFiles.of(50, 50, color, 8, (x, y, channel) -> x * y & 0xff | 1)
                    .bytes();
            PngSampler sampler = PngSampler.of(PngDecoder.open(Arrays.copyOf(whole, whole.length / 2)), 1);
            float[] row = new float[50 * 4];
            sampler.next(row);
            assertThat(row[100]).isNotZero();
            assertThat(sampler.isComplete()).isTrue();
            for (int y = 1; y < 50; y++) {
                sampler.next(row);
            }

            assertThat(sampler.isComplete()).isFalse();
            assertThat(row).containsOnly(0);
        }
    }

    /** Of the first pass alone every eighth pixel is known, and stands for those up to the next. */
    @Test
    void shouldSpreadTheFirstPassesOfATruncatedInterlacedFile() throws IOException {
        byte[] whole = PngFiles.of(64, 64, 0, 8, (x, y, channel) -> x / 8 * 8 + y / 8 + x * 31 % 7)
                .interlaced()
                .bytes();
        PngSampler sampler = PngSampler.of(PngDecoder.open(Arrays.copyOf(whole, 33 + 8 + 300)), 1);
        float[] row = new float[64];

        for (int y = 0; y < 64; y++) {
            sampler.next(row);
            for (float sample : row) {
                assertThat((double) sample).isCloseTo(row[0] + 30, within(40.0));
            }
        }
        assertThat(sampler.isComplete()).isFalse();
    }

    @Test
    void shouldTellGammaUnlessSomethingPrevails() throws IOException {
        assertThat(header(PngFiles.noise(4, 4, 2, 8).with("gAMA", 0, 1, 0x86, 0xa0))
                        .gamma())
                .hasValue(1);
        assertThat(header(PngFiles.noise(4, 4, 2, 8)
                                .with("gAMA", 0, 1, 0x86, 0xa0)
                                .with("sRGB", 0))
                        .gamma())
                .isEmpty();
        assertThat(header(PngFiles.noise(4, 4, 2, 8).with("gAMA", 0, 0, 0, 1)).gamma())
                .isEmpty();
        assertThat(header(PngFiles.noise(4, 4, 2, 8).with("gAMA", 0, 0)).gamma())
                .isEmpty();
    }

    @Test
    void shouldMakeAProfileOfAnUnusualGammaOnly() throws IOException {
        assertThat(header(PngFiles.noise(4, 4, 2, 8).with("gAMA", 0, 1, 0x86, 0xa0))
                        .effectiveProfile())
                .isPresent();
        assertThat(header(PngFiles.noise(4, 4, 2, 8).with("gAMA", 0, 0, 0xb1, 0x8f))
                        .effectiveProfile())
                .isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoPicture() {
        byte[] file = PngFiles.noise(4, 4, 2, 8).bytes();
        assertRefused(Arrays.copyOf(file, 20), IOException.class);
        assertRefused(new byte[0], IOException.class);
        byte[] wrongDepth = file.clone();
        wrongDepth[24] = 3;
        assertRefused(wrongDepth, IOException.class);
        byte[] wrongSize = file.clone();
        ByteBuffer.wrap(wrongSize).putInt(16, 0);
        assertRefused(wrongSize, IOException.class);
        byte[] wide = file.clone();
        ByteBuffer.wrap(wide).putInt(16, Integer.MAX_VALUE);
        assertRefused(wide, LimitExceededException.class);
        assertRefused(PngFiles.noise(4, 4, 3, 8).bytes(), IOException.class);
        assertRefused(PngFiles.noise(4, 4, 2, 8).with("CgBI", 0, 0, 0, 0).bytes(), UnsupportedImageException.class);
    }

    private static void assertRefused(byte[] file, Class<? extends Throwable> type) {
        assertThatThrownBy(() -> PngDecoder.open(file)).isInstanceOf(type);
    }

    private static PngHeader header(PngFiles file) throws IOException {
        return PngDecoder.open(file.bytes()).header();
    }
}
