package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said of the heap that a picture needs. That it is enough is measured by bench/memory.sh; here is that it follows what
 * has to be held, and no more than the table in DESIGN.md says.
 */
class HeapEstimateTest {

    private static final FitOptions BOX = FitOptions.within(400, 400);
    private static final long MB = 1 << 20;

    private final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    static Stream<Arguments> pictures() throws IOException {
        return Stream.of(
                // name, file, bytes that have to be held, bytes that the table grants
                Arguments.of("BMP that is decoded whole", bmp(4000, 3000, 24), 36_000_000, 36_000_000 + 16 * MB),
                Arguments.of("BMP of which every other pixel is read", bmp(10_000, 10_000, 8), 25_000_000, 48 * MB),
                Arguments.of("TIFF that is decoded whole", tiff(4000, 3000), 12_000_000, 12_000_000 + 16 * MB),
                Arguments.of("TIFF of which every other pixel is read", tiff(10_000, 10_000), 25_000_000, 48 * MB),
                Arguments.of("PNG", png(10_000, 10_000, 8, 6, 0), 4 * 10_000, 16 * MB),
                Arguments.of("PNG in passes", png(1599, 1599, 16, 6, 1), 1599 * 1599 * 18, 64 * MB),
                Arguments.of("PNG of the longest rows", png(1 << 18, 3, 16, 6, 0), 40 * MB, 64 * MB),
                Arguments.of("still GIF", gif(10_000, 10_000, 1, false), 10_000, 16 * MB),
                Arguments.of("still GIF in passes", gif(6000, 6000, 1, true), 36_000_000, 36_000_000 + 16 * MB),
                Arguments.of("GIF of two large frames", gif(7000, 7000, 2, false), 8 * 3500 * 3500 / 4, 80 * MB),
                Arguments.of("GIF of many small frames", gif(400, 400, 200, false), 32 * MB, 56 * MB),
                Arguments.of("JPEG of any size", jpeg(10_000, 10_000, false), 40_000, 16 * MB),
                Arguments.of("progressive JPEG", jpeg(3190, 3190, true), 2 * 3190 * 3190 * 3 / 4, 40 * MB));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void shouldTellWhatHasToBeHeldAndLittleMore(String name, byte[] file, long held, long granted) {
        assertThat(thumbnailer.heapNeeded(file, BOX)).isBetween(held, granted);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void shouldNeverNeedMoreThanTheMost(String name, byte[] file, long held, long granted) {
        assertThat(thumbnailer.mostHeapNeeded(BOX)).isGreaterThan(thumbnailer.heapNeeded(file, BOX));
    }

    @Test
    void shouldNeedMoreForLargerBoxes() {
        byte[] file = jpeg(4000, 3000, false);

        assertThat(thumbnailer.heapNeeded(file, FitOptions.within(4000, 4000)))
                .isGreaterThan(thumbnailer.heapNeeded(file, BOX) + 12_000_000 * 40L);
        assertThat(thumbnailer.mostHeapNeeded(FitOptions.within(4000, 4000)))
                .isGreaterThan(thumbnailer.heapNeeded(file, FitOptions.within(4000, 4000)));
    }

    @Test
    void shouldNeedLittleForWhatIsRefused() throws IOException {
        assertThat(Stream.of(
                                new byte[0],
                                "<html>".getBytes(StandardCharsets.US_ASCII),
                                png(100_000, 100_000, 8, 6, 0),
                                Arrays.copyOf(bmp(4000, 3000, 24), 20),
                                Arrays.copyOf(tiff(4000, 3000), 30))
                        .mapToLong(file -> thumbnailer.heapNeeded(file, BOX)))
                .allMatch(needed -> needed <= 4 * MB);
    }

    /** The seed is fixed, so that a failure can be looked at. */
    @Test
    void shouldNeverFailWhateverTheBytes() throws IOException {
        Random random = new Random(4);
        for (byte[] sound : new byte[][] {
            bmp(40, 30, 24), tiff(40, 30), png(40, 30, 16, 6, 1), gif(40, 30, 3, true), jpeg(40, 30, true)
        }) {
            for (int i = 0; i < 2000; i++) {
                byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length) + 1);
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();

                assertThat(thumbnailer.heapNeeded(damaged, BOX)).isPositive();
            }
        }
    }

    /** A tag may call all of a file a profile. */
    @Test
    void shouldCountAProfileOnlyAsFarAsItIsRead() {
        byte[] file = TiffFiles.grey(40, 40)
                .data(new byte[20 << 20])
                .bytes(34675, 20 << 20, 8)
                .build();

        assertThat(thumbnailer.heapNeeded(file, BOX)).isLessThan(48 * MB);
    }

    private static byte[] bmp(int width, int height, int bits) {
        return ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("BM".getBytes(StandardCharsets.US_ASCII))
                .putInt(100)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) bits)
                .array();
    }

    private static byte[] tiff(int width, int height) {
        return TiffFiles.grey(width, height).build();
    }

    private static byte[] png(int width, int height, int depth, int color, int interlace) {
        ByteBuffer header = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        header.putInt(width).putInt(height).put((byte) depth).put((byte) color);
        header.put((byte) 0).put((byte) 0).put((byte) interlace);
        CRC32 checksum = new CRC32();
        checksum.update(header.array());
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(header.array())
                .putInt((int) checksum.getValue())
                .array();
    }

    private static byte[] gif(int width, int height, int frames, boolean interlaced) {
        ByteBuffer file = ByteBuffer.allocate(13 + 15 * frames).order(ByteOrder.LITTLE_ENDIAN);
        file.put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) width)
                .putShort((short) height)
                .put(new byte[3]);
        for (int i = 0; i < frames; i++) {
            file.put((byte) 0x2c).putInt(0).putShort((short) width).putShort((short) height);
            file.put((byte) (interlaced ? 0x40 : 0))
                    .put(new byte[] {8, 1, 0, 0})
                    .put((byte) 0);
        }
        return file.array();
    }

    /** Three components of full size, and the header of a scan, behind which there is nothing. */
    private static byte[] jpeg(int width, int height, boolean progressive) {
        ByteBuffer file = ByteBuffer.allocate(2 + 19 + 14);
        file.putShort((short) 0xffd8)
                .putShort((short) (progressive ? 0xffc2 : 0xffc0))
                .putShort((short) 17)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .put(new byte[] {3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0});
        return file.putShort((short) 0xffda)
                .putShort((short) 12)
                .put(new byte[] {3, 1, 0, 2, 0, 3, 0, 0, (byte) (progressive ? 0 : 63), 0})
                .array();
    }
}
