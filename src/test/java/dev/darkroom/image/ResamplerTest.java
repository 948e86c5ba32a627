package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({
        "97, 61, 40, 25",
        "40, 25, 97, 61",
        "50, 50, 50, 50",
        "30, 90, 60, 20",
        "1, 1, 9, 9",
        "1, 500, 1, 40",
        "500, 1, 40, 1",
        "401, 300, 400, 299"
    })
    void shouldAgreeWithTheDefinitionOfTheFilters(int width, int height, int targetWidth, int targetHeight)
            throws IOException {
        Size size = new Size(width, height);
        float[] data = new float[width * height * 3];
        Random random = new Random(7);
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextInt(256);
        }

        Samples actual = Resampler.resample(new Rows(data, size), new Size(targetWidth, targetHeight), new Stopwatch());

        for (int y = 0; y < targetHeight; y++) {
            for (int x = 0; x < targetWidth; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    double expected = reference(data, size, targetWidth, targetHeight, x, y, channel);
                    assertThat((double) actual.data()[(y * targetWidth + x) * 3 + channel])
                            .isCloseTo(expected, within(0.002));
                }
            }
        }
    }

    @Test
    void shouldKeepFlatPicturesFlat() throws IOException {
        Size size = new Size(70, 50);
        float[] data = new float[70 * 50 * 3];
        Arrays.fill(data, 77);

        for (float sample : Resampler.resample(new Rows(data, size), new Size(33, 120), new Stopwatch())
                .data()) {
            assertThat(sample).isCloseTo(77, within(0.001f));
        }
    }

    /** Both sums at once, in double precision, straight from the definition. */
    private static double reference(
            float[] data, Size size, int targetWidth, int targetHeight, int x, int y, int channel) {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < size.height(); row++) {
            double vertical = weight(row, y, size.height(), targetHeight);
            for (int column = 0; vertical != 0 && column < size.width(); column++) {
                double weight = vertical * weight(column, x, size.width(), targetWidth);
                sum += weight * data[(row * size.width() + column) * 3 + channel];
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double weight(int source, int target, int sourceLength, int targetLength) {
        if (sourceLength == targetLength) {
            return source == target ? 1 : 0;
        }
        double step = (double) sourceLength / targetLength;
        double distance = Math.abs(source + 0.5 - (target + 0.5) * step);
        return step > 1 ? lanczos2(distance / step) : mitchell(distance);
    }

    private static double lanczos2(double x) {
        if (x >= 2) {
            return 0;
        }
        return x < 1e-12 ? 1 : 2 * Math.sin(Math.PI * x) * Math.sin(Math.PI * x / 2) / (Math.PI * Math.PI * x * x);
    }

    private static double mitchell(double x) {
        double b = 1.0 / 3;
        double c = 1.0 / 3;
        if (x >= 2) {
            return 0;
        }
        return x < 1
                ? ((12 - 9 * b - 6 * c) * x * x * x + (-18 + 12 * b + 6 * c) * x * x + 6 - 2 * b) / 6
                : ((-b - 6 * c) * x * x * x + (6 * b + 30 * c) * x * x + (-12 * b - 48 * c) * x + 8 * b + 24 * c) / 6;
    }

    private static final class Rows implements SampleRows {
        private final float[] data;
        private final Size size;
        private int at;

        private Rows(float[] data, Size size) {
            this.data = data;
            this.size = size;
        }

        @Override
        public Size size() {
            return size;
        }

        @Override
        public SampleLayout layout() {
            return SampleLayout.RGB;
        }

        @Override
        public void next(float[] row) {
            System.arraycopy(data, at, row, 0, row.length);
            at += row.length;
        }
    }
}
