package dev.darkroom.image;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Changes the resolution of a picture row by row, as it is read: first vertically, adding each row to the few target rows
 * that it touches, then horizontally, once a target row is complete. Holds those few rows only. For one thread and one
 * picture.
 */
final class Resampler {
    private final SampleRows source;
    private final Size target;
    private final int channels;
    private final Weights vertical;
    private final Weights horizontal;
    private final float[] result;

    private Resampler(SampleRows source, Size target) {
        this.source = source;
        this.target = target;
        this.channels = source.layout().channels();
        this.vertical = Weights.between(source.size().height(), target.height());
        this.horizontal = Weights.between(source.size().width(), target.width());
        this.result = new float[Math.toIntExact(target.pixels() * channels)];
    }

    /**
     * Reads all rows and returns them at another size.
     *
     * @throws IOException if the source cannot be read
     */
    static Samples resample(SampleRows source, Size target) throws IOException {
        return new Resampler(source, target).run();
    }

    private Samples run() throws IOException {
        float[] row = new float[source.size().width() * channels];
        ArrayDeque<float[]> open = new ArrayDeque<>();
        ArrayDeque<float[]> spare = new ArrayDeque<>();
        int firstOpen = 0;
        int nextOpen = 0;
        for (int y = 0; y < source.size().height(); y++) {
            source.next(row);
            for (; nextOpen < vertical.count() && vertical.start(nextOpen) <= y; nextOpen++) {
                open.addLast(spare.isEmpty() ? new float[row.length] : spare.removeLast());
            }
            int targetRow = firstOpen;
            for (float[] sum : open) {
                addWeighted(sum, row, vertical.of(targetRow)[y - vertical.start(targetRow)]);
                targetRow++;
            }
            for (; firstOpen < nextOpen && vertical.end(firstOpen) == y + 1; firstOpen++) {
                float[] complete = open.removeFirst();
                filterHorizontally(complete, firstOpen);
                Arrays.fill(complete, 0);
                spare.addLast(complete);
            }
        }
        return new Samples(result, target, source.layout());
    }

    private static void addWeighted(float[] sum, float[] row, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * row[i];
        }
    }

    private void filterHorizontally(float[] row, int targetRow) {
        int out = targetRow * target.width() * channels;
        for (int x = 0; x < target.width(); x++) {
            float[] weights = horizontal.of(x);
            int first = horizontal.start(x) * channels;
            for (int channel = 0; channel < channels; channel++) {
                float sum = 0;
                for (int i = 0, in = first + channel; i < weights.length; i++, in += channels) {
                    sum += weights[i] * row[in];
                }
                result[out++] = sum;
            }
        }
    }
}
