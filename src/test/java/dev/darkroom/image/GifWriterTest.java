package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stills are read back with the JDK's reader, animations with our own player, which is tested by itself. */
class GifWriterTest {
    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;
    private static final int BLUE = 0xff0000ff;

    /** The palette has a place for transparency as well. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "7, 3", "8, 4", "100, 7", "127, 7", "128, 8", "255, 8"})
    void shouldKeepColoursInAsFewBitsAsTheyTake(int colors, int bits) throws Exception {
        Random random = new Random(colors);
        int[] argb = new int[61 * 47];
        for (int i = 0; i < argb.length; i++) {
            int color = i < colors ? i : random.nextInt(colors);
            argb[i] = 0xff000000 | color * 0x010307;
        }

        byte[] gif = still(61, 47, argb);

        assertShows(gif, 61, 47, argb);
        assertThat(GifFile.parse(gif, 1).frames().get(0).colors().length()).isEqualTo(3 << bits);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5000", "5000, 1", "7, 9", "255, 1", "767, 1", "400, 300"})
    void shouldKeepPicturesOfAnySize(int width, int height) {
        int[] ramp = new int[width * height];
        Arrays.setAll(ramp, i -> 0xff000000 | i % 255);
        assertShows(still(width, height, ramp), width, height, ramp);

        int[] flat = new int[width * height];
        Arrays.fill(flat, GREEN);
        assertShows(still(width, height, flat), width, height, flat);

        assertShows(still(width, height, new int[width * height]), width, height, new int[width * height]);
    }

    @Test
    void shouldKeepNoiseThatFillsTheTableOfCodesOverAndOver() {
        Random random = new Random(1);
        int[] argb = new int[300 * 200];
        Arrays.setAll(argb, i -> random.nextInt(9) == 0 ? 0 : 0xff000000 | random.nextInt(200));

        assertShows(still(300, 200, argb), 300, 200, argb);
    }

    @Test
    void shouldWriteOnlyWhatChanges() throws Exception {
        int[] first = filled(50, 40, RED);
        int[] second = first.clone();
        second[20 * 50 + 30] = BLUE;
        second[22 * 50 + 33] = GREEN;

        GifFile file = animation(50, 40, first, second);

        GifFrame frame = file.frames().get(1);
        assertThat(List.of(frame.x(), frame.y(), frame.width(), frame.height())).containsExactly(30, 20, 4, 3);
        assertThat(canvas(file, 50, 40, 1)).isEqualTo(second);
    }

    @Test
    void shouldClearWhatTurnsTransparent() throws Exception {
        int[] first = filled(20, 10, RED);
        int[] second = first.clone();
        second[0] = 0;
        int[] third = first.clone();
        third[199] = BLUE;

        GifFile file = animation(20, 10, first, second, third);

        assertThat(file.frames().stream().map(GifFrame::disposal)).containsExactly(2, 1, 1);
        assertThat(canvas(file, 20, 10, 0)).isEqualTo(first);
        assertThat(canvas(file, 20, 10, 1)).isEqualTo(second);
        assertThat(canvas(file, 20, 10, 2)).isEqualTo(third);
    }

    /** Whatever comes after whatever, the player must show it. */
    @Test
    void shouldShowEveryFrameOfAnyAnimation() throws Exception {
        int[] colors = {0, RED, GREEN, BLUE};
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            int[][] frames = new int[6][];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = i > 0 && random.nextInt(3) > 0 ? frames[i - 1].clone() : new int[12 * 7];
                for (int n = random.nextInt(20); n >= 0; n--) {
                    frames[i][random.nextInt(84)] = colors[random.nextInt(4)];
                }
                frames[i][0] = colors[1 + i % 3];
            }

            GifFile file = animation(12, 7, frames);

            assertThat(file.frameCount()).isEqualTo(frames.length);
            for (int i = 0; i < frames.length; i++) {
                assertThat(canvas(file, 12, 7, i)).isEqualTo(frames[i]);
            }
        }
    }

    @Test
    void shouldProlongAFrameThatComesAgain() throws Exception {
        assertThat(delays(10, 20, 30)).containsExactly(60);
        assertThat(delays(2, 2)).containsExactly(4);
        assertThat(delays(40000, 25535)).containsExactly(65535);
    }

    @Test
    void shouldNotProlongBeyondWhatADelayCanSay() throws Exception {
        assertThat(delays(40000, 25536)).containsExactly(40000, 25536);
    }

    /** Programs show frames of 0 or 1 for a tenth of a second each. */
    @Test
    void shouldNotProlongByDelaysThatDoNotMeanWhatTheySay() throws Exception {
        assertThat(delays(0, 0)).containsExactly(0, 0);
        assertThat(delays(1, 5)).containsExactly(1, 5);
        assertThat(delays(5, 1)).containsExactly(5, 1);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3", "65535"})
    void shouldRepeatAsOftenAsTold(int loops) throws Exception {
        GifWriter writer = new GifWriter(new Size(3, 3), OptionalInt.of(loops));
        writer.add(filled(3, 3, RED), 5);

        assertThat(GifFile.parse(writer.finish(), 1).loops()).hasValue(loops);
    }

    private static List<Integer> delays(int... delays) throws Exception {
        GifWriter writer = new GifWriter(new Size(4, 4), OptionalInt.of(0));
        for (int delay : delays) {
            writer.add(filled(4, 4, RED), delay);
        }
        return GifFile.parse(writer.finish(), 10).frames().stream()
                .map(GifFrame::delay)
                .toList();
    }

    private static int[] filled(int width, int height, int color) {
        int[] argb = new int[width * height];
        Arrays.fill(argb, color);
        return argb;
    }

    private static byte[] still(int width, int height, int[] argb) {
        GifWriter writer = new GifWriter(new Size(width, height), OptionalInt.empty());
        writer.add(argb, 0);
        return writer.finish();
    }

    private static GifFile animation(int width, int height, int[]... frames) throws Exception {
        GifWriter writer = new GifWriter(new Size(width, height), OptionalInt.of(0));
        for (int[] frame : frames) {
            writer.add(frame, 10);
        }
        return GifFile.parse(writer.finish(), frames.length);
    }

    private static int[] canvas(GifFile file, int width, int height, int frame) throws Exception {
        Size size = new Size(width, height);
        GifPlayer player = new GifPlayer(file.frames(), size, 1, size);
        for (int i = 0; i <= frame; i++) {
            player.paintNext();
        }
        SampleRows rows = player.rows();
        int[] argb = new int[width * height];
        float[] row = new float[4 * width];
        for (int y = 0; y < height; y++) {
            rows.next(row);
            for (int x = 0; x < width; x++) {
                argb[y * width + x] = (int) row[4 * x + 3] << 24
                        | (int) row[4 * x] << 16
                        | (int) row[4 * x + 1] << 8
                        | (int) row[4 * x + 2];
            }
        }
        return argb;
    }

    private static void assertShows(byte[] gif, int width, int height, int[] argb) {
        BufferedImage image = Pictures.decode(gif, ImageFormat.GIF);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        int[] actual = image.getRGB(0, 0, width, height, new int[argb.length], 0, width);
        for (int i = 0; i < actual.length; i++) {
            actual[i] = actual[i] >>> 24 == 0 ? 0 : actual[i];
        }
        assertThat(Arrays.equals(actual, argb)).isTrue();
    }
}
