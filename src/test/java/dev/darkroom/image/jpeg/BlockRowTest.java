package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.raster.Plane;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockRowTest {
    private static final int BLOCKS = 40;

    /** The definition, T.81 A.3.3, in double precision. */
    @Test
    void shouldTransformAndQuantizeAsDefined() {
        Random random = new Random(1);
        float[] samples = new float[8 * BLOCKS * 8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat() * 255;
        }
        int[] steps = random.ints(64, 1, 30).toArray();
        BlockRow row = new BlockRow(new Plane(8 * BLOCKS, 8, samples), BLOCKS, steps);

        row.transform(0);

        for (int block = 0; block < BLOCKS; block++) {
            for (int position = 0; position < 64; position++) {
                int natural = ZigZag.natural(position);
                double exact = coefficient(samples, block, natural % 8, natural / 8) / steps[natural];
                int actual = row.coefficient(block, position);
                assertThat((double) actual).isCloseTo(exact, within(0.5005));
                assertThat((row.used(block) >>> position & 1) != 0).isEqualTo(actual != 0);
            }
        }
    }

    @Test
    void shouldClampWhatFilteringOvershot() {
        float[] samples = new float[64];
        Arrays.fill(samples, 0, 32, -40);
        Arrays.fill(samples, 32, 64, 300);
        float[] clamped = new float[64];
        Arrays.fill(clamped, 32, 64, 255);

        assertThat(coefficients(new Plane(8, 8, samples))).isEqualTo(coefficients(new Plane(8, 8, clamped)));
    }

    @Test
    void shouldRepeatTheEdges() {
        float[] small = {10, 20, 30, 40, 50, 60};
        float[] whole = new float[64];
        for (int i = 0; i < 64; i++) {
            whole[i] = small[Math.min(1, i / 8) * 3 + Math.min(2, i % 8)];
        }

        assertThat(coefficients(new Plane(3, 2, small))).isEqualTo(coefficients(new Plane(8, 8, whole)));
    }

    private static int[] coefficients(Plane plane) {
        int[] steps = new int[64];
        Arrays.fill(steps, 1);
        BlockRow row = new BlockRow(plane, 1, steps);
        row.transform(0);
        int[] coefficients = new int[64];
        Arrays.setAll(coefficients, position -> row.coefficient(0, position));
        return coefficients;
    }

    private static double coefficient(float[] samples, int block, int u, int v) {
        double sum = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                sum += (samples[y * 8 * BLOCKS + block * 8 + x] - 128.0)
                        * Math.cos((2 * x + 1) * u * Math.PI / 16)
                        * Math.cos((2 * y + 1) * v * Math.PI / 16);
            }
        }
        return sum / 4 * (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1);
    }
}
