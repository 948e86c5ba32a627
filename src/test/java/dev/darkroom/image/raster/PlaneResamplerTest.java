package dev.darkroom.image.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneResamplerTest {

    @ParameterizedTest
    @CsvSource({
        "97, 61, 40, 25",
        "97, 61, 40, 24",
        "97, 61, 40, 23",
        "97, 61, 40, 22",
        "64, 48, 32, 24",
        "30, 90, 60, 20",
        "90, 30, 20, 60",
        "50, 50, 50, 50",
        "3000, 7, 11, 3",
        "7, 3000, 3, 11",
        "5, 9, 5, 2"
    })
    void shouldAgreeWithTheDefinitionOfTheFilters(int width, int height, int targetWidth, int targetHeight) {
        float[] plane = noise(width * height);
        Axis across = Axis.of(width, targetWidth);
        Axis down = Axis.of(height, targetHeight);

        float[] actual = resample(plane, across, down);

        for (int y = 0; y < targetHeight; y++) {
            for (int x = 0; x < targetWidth; x++) {
                assertThat((double) actual[y * targetWidth + x])
                        .as("%d, %d", x, y)
                        .isCloseTo(expected(plane, across, down, x, y), within(0.002));
            }
        }
    }

    private static float[] noise(int length) {
        Random random = new Random(11);
        float[] plane = new float[length];
        for (int i = 0; i < length; i++) {
            plane[i] = random.nextInt(256);
        }
        return plane;
    }

    private static float[] resample(float[] plane, Axis across, Axis down) {
        PlaneResampler resampler = new PlaneResampler(across, down, 1);
        for (int y = 0; y < down.count(); y++) {
            resampler.accept(plane, y * across.count());
        }
        return resampler.result();
    }

    private static double expected(float[] plane, Axis across, Axis down, int x, int y) {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < down.count(); row++) {
            double vertical = weight(row, y, down);
            for (int column = 0; vertical != 0 && column < across.count(); column++) {
                double weight = vertical * weight(column, x, across);
                sum += weight * plane[row * across.count() + column];
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double weight(int source, int target, Axis axis) {
        if (axis.count() == axis.target()) {
            return source == target ? 1 : 0;
        }
        double step = (double) axis.count() / axis.target();
        double distance = Math.abs(source + 0.5 - (target + 0.5) * step) / Math.max(1, step);
        if (distance >= 2) {
            return 0;
        }
        return step > 1 ? sinc(distance) * sinc(distance / 2) : mitchell(distance);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** With B = C = 1/3, as powers of the distance. */
    private static double mitchell(double x) {
        return x < 1
                ? 7.0 / 6 * Math.pow(x, 3) - 2 * Math.pow(x, 2) + 8.0 / 9
                : -7.0 / 18 * Math.pow(x, 3) + 2 * Math.pow(x, 2) - 10.0 / 3 * x + 16.0 / 9;
    }
}
