package dev.darkroom.image.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnfilterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 8})
    void shouldUndoEveryFilter(int step) {
        Random random = new Random(step);
        for (int filter = 0; filter <= 4; filter++) {
            for (int pixels : new int[] {1, 2, 3, 5, 8, 100}) {
                int count = pixels * step;
                byte[] in = random(random, 11 + count + Unfilter.PADDING);
                byte[] above = padded(random(random, count));
                byte[] row = new byte[above.length];

                Unfilter.row(filter, in, 11, above, row, count, step);

                byte[] expected = expected(filter, in, above, count, step);
                assertThat(Arrays.copyOf(row, Unfilter.PADDING + count))
                        .as("filter %d of %d pixels", filter, pixels)
                        .isEqualTo(Arrays.copyOf(expected, Unfilter.PADDING + count));
            }
        }
    }

    /** All pairs of left and above, above left in steps, in the scalar and in the four lanes of a long. */
    @Test
    void shouldPredictAsTheStandardDoes() {
        byte[] in = new byte[8 + Unfilter.PADDING];
        byte[] row = new byte[8 + 2 * Unfilter.PADDING];
        byte[] above = new byte[row.length];
        for (int left = 0; left < 256; left++) {
            for (int up = 0; up < 256; up++) {
                for (int corner = left % 5; corner < 256; corner += 5) {
                    int expected = PngFiles.prediction(4, left, up, corner);
                    assertThat(Paeth.predict(left, up, corner)).isEqualTo(expected);
                    // The first pixel becomes what is to be left of the second: the corner is above it.
                    for (int i = 0; i < 4; i++) {
                        above[Unfilter.PADDING + i] = (byte) corner;
                        above[Unfilter.PADDING + 4 + i] = (byte) up;
                        in[i] = (byte) (left - corner);
                    }
                    Paeth.quadruples(in, 0, above, row, 8);
                    assertThat(row[Unfilter.PADDING + 3] & 0xff).isEqualTo(left);
                    assertThat(row[Unfilter.PADDING + 7] & 0xff).isEqualTo(expected);
                }
            }
        }
    }

    private static byte[] expected(int filter, byte[] in, byte[] above, int count, int step) {
        byte[] row = new byte[above.length];
        for (int i = 0; i < count; i++) {
            int to = Unfilter.PADDING + i;
            int left = row[to - step] & 0xff;
            int corner = above[to - step] & 0xff;
            row[to] = (byte) (in[11 + i] + PngFiles.prediction(filter, left, above[to] & 0xff, corner));
        }
        return row;
    }

    private static byte[] padded(byte[] bytes) {
        byte[] row = new byte[bytes.length + 2 * Unfilter.PADDING];
        System.arraycopy(bytes, 0, row, Unfilter.PADDING, bytes.length);
        return row;
    }

    private static byte[] random(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
