package dev.darkroom.image.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The yardstick is {@link Inflater}. */
class InflateTest {
    private static final int PIECE = 5000;

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "3, 0", "6, 0", "9, 0", "6, 1", "9, 1", "6, 2", "9, 2"})
    void shouldInflateAllLevelsAndStrategies(int level, int strategy) throws DataFormatException {
        for (Material material : Material.values()) {
            for (int size : new int[] {0, 1, 2, 300, 33_000, 400_000}) {
                byte[] bytes = material.make(size);

                assertThat(inflate(PngFiles.deflate(bytes, level, strategy), Integer.MAX_VALUE))
                        .as("%s of %d", material, size)
                        .isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 100, 8192})
    void shouldReadSegmentsOfAnySize(int segment) throws DataFormatException {
        for (Material material : Material.values()) {
            byte[] bytes = material.make(100_000);

            assertThat(inflate(PngFiles.deflate(bytes, 6, Deflater.DEFAULT_STRATEGY), segment))
                    .as("%s", material)
                    .isEqualTo(bytes);
        }
    }

    /** The shortest distances overlap with what they write; the longest reach over all of the window. */
    @Test
    void shouldRepeatPatternsOfEveryLength() throws DataFormatException {
        Random random = new Random(3);
        for (int period : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 1000, 32_767, 32_768, 32_769}) {
            byte[] pattern = new byte[period];
            random.nextBytes(pattern);
            byte[] bytes = new byte[200_000];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = pattern[i % period];
            }

            assertThat(inflate(PngFiles.deflate(bytes, 9, Deflater.DEFAULT_STRATEGY), Integer.MAX_VALUE))
                    .as("period %d", period)
                    .isEqualTo(bytes);
        }
    }

    /** Of what is cut off in midst, all but the last two or three literals is there. */
    @Test
    void shouldHandOutWhatThereIsOfATruncatedStream() {
        byte[] bytes = Material.PHOTO.make(20_000);
        byte[] stream = PngFiles.deflate(bytes, 6, Deflater.DEFAULT_STRATEGY);
        for (int length = 2; length < stream.length - 4; length += 7) {
            byte[] cut = Arrays.copyOf(stream, length);

            byte[] actual = outcome(cut, Integer.MAX_VALUE).bytes;

            assertThat(actual).isEqualTo(Arrays.copyOf(bytes, actual.length));
            int expected = zlibOutcome(cut).bytes.length;
            assertThat(actual.length).isBetween(expected - 3, expected);
        }
    }

    /** Damaged streams either fail, having handed out what came before, or mean something else to both. */
    @Test
    void shouldTreatDamagedStreamsAsZlibDoes() {
        Random random = new Random(5);
        int damaged = 0;
        for (int i = 0; i < 3000; i++) {
            Material material = Material.values()[i % Material.values().length];
            byte[] stream = PngFiles.deflate(material.make(4000 + random.nextInt(3000)), 1 + i % 9, i % 3);
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                int reach = random.nextBoolean() ? Math.min(90, stream.length) : stream.length;
                stream[2 + random.nextInt(reach - 2)] ^= (byte) (1 << random.nextInt(8));
            }
            Outcome expected = zlibOutcome(stream);

            Outcome actual = outcome(stream, 1 + random.nextInt(200));

            if (expected.failed) {
                damaged++;
            }
            if (expected.failed || expected.finished) {
                assertThat(actual.failed).as("stream %d", i).isEqualTo(expected.failed);
            }
            int common = Math.min(actual.bytes.length, expected.bytes.length);
            assertThat(Arrays.copyOf(actual.bytes, common)).isEqualTo(Arrays.copyOf(expected.bytes, common));
            assertThat(actual.bytes.length).isGreaterThanOrEqualTo(expected.bytes.length - 3);
        }
        assertThat(damaged).isGreaterThan(500);
    }

    @Test
    void shouldRefuseWhatIsNoZlibStream() {
        assertThatThrownBy(() -> inflate(new byte[100], 100)).isInstanceOf(DataFormatException.class);
        assertThatThrownBy(() -> inflate(new byte[0], 100)).isInstanceOf(DataFormatException.class);
    }

    private static byte[] inflate(byte[] stream, int segment) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drain(new Inflate(input(stream, segment), PIECE), out);
        return out.toByteArray();
    }

    private static Outcome outcome(byte[] stream, int segment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Inflate inflate = new Inflate(input(stream, segment), PIECE);
        try {
            drain(inflate, out);
            return new Outcome(out.toByteArray(), false, true);
        } catch (DataFormatException damaged) {
            out.write(inflate.window(), inflate.position(), inflate.available());
            return new Outcome(out.toByteArray(), true, false);
        }
    }

    private static void drain(Inflate inflate, ByteArrayOutputStream out) throws DataFormatException {
        while (inflate.require(PIECE)) {
            out.write(inflate.window(), inflate.position(), PIECE);
            inflate.skip(PIECE);
        }
        out.write(inflate.window(), inflate.position(), inflate.available());
    }

    /** The stream lies in the midst of an array, in segments with gaps between them. */
    private static DeflateInput input(byte[] stream, int segment) {
        int size = Math.min(segment, Math.max(1, stream.length));
        int count = (stream.length + size - 1) / size;
        int gap = 3;
        byte[] data = new byte[count * (size + gap) + gap];
        Arrays.fill(data, (byte) 0x55);
        int[] starts = new int[count];
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            int length = Math.min(size, stream.length - i * size);
            starts[i] = gap + i * (size + gap);
            ends[i] = starts[i] + length;
            System.arraycopy(stream, i * size, data, starts[i], length);
        }
        return new DeflateInput(data, starts, ends);
    }

    /** The checksum at the end is not looked at, so its failure is none. */
    private static Outcome zlibOutcome(byte[] stream) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Inflater inflater = new Inflater(true);
        inflater.setInput(stream, 2, stream.length - 2);
        byte[] one = new byte[1];
        try {
            while (inflater.inflate(one) > 0) {
                out.write(one[0]);
            }
            return new Outcome(out.toByteArray(), false, inflater.finished());
        } catch (DataFormatException damaged) {
            return new Outcome(out.toByteArray(), true, false);
        } finally {
            inflater.end();
        }
    }

    /** @param finished whether the last block came to its end: a stream that wants more is neither finished nor failed */
    private record Outcome(byte[] bytes, boolean failed, boolean finished) {}

    private enum Material {
        NOISE {
            @Override
            byte at(int i, Random random) {
                return (byte) random.nextInt(256);
            }
        },
        PHOTO {
            @Override
            byte at(int i, Random random) {
                return (byte) (random.nextGaussian() * 9);
            }
        },
        FLAT {
            @Override
            byte at(int i, Random random) {
                return (byte) (i / 5000);
            }
        },
        /** Codes of very different lengths, up to the longest. */
        SKEWED {
            @Override
            byte at(int i, Random random) {
                return (byte) (Long.numberOfTrailingZeros(random.nextLong() | 1L << 40) * 5 + (i % 997 == 0 ? i : 0));
            }
        },
        GRAPHICS {
            @Override
            byte at(int i, Random random) {
                return (byte) (i % 300 < 40 + random.nextInt(2) ? i % 3 * 50 : random.nextInt(40) == 0 ? i : 7);
            }
        };

        abstract byte at(int i, Random random);

        byte[] make(int size) {
            Random random = new Random(ordinal());
            byte[] bytes = new byte[size];
            IntStream.range(0, size).forEach(i -> bytes[i] = at(i, random));
            return bytes;
        }
    }
}
