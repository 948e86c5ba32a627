package dev.darkroom.image.raster;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Changes the resolution of a plane, or of interleaved channels, row by row as it is read: first vertically, adding each
 * row to the few target rows that it touches, then horizontally, once a target row is complete. Holds those few rows only.
 * For one thread and one picture.
 */
public final class PlaneResampler {
    private final int channels;
    private final Weights vertical;
    private final Weights horizontal;
    private final int rowLength;
    private final float[] result;
    private final ArrayDeque<float[]> open = new ArrayDeque<>();
    private final ArrayDeque<float[]> spare = new ArrayDeque<>();
    private int firstOpen;
    private int nextOpen;
    private int y;

    /**
     * Prepares for one picture.
     *
     * @param channels samples of a pixel, which lie side by side in a row; 1 for a plane
     */
    public PlaneResampler(Axis horizontal, Axis vertical, int channels) {
        this.channels = channels;
        this.vertical = Weights.of(vertical);
        this.horizontal = Weights.of(horizontal);
        this.rowLength = Math.multiplyExact(horizontal.count(), channels);
        this.result =
                new float[Math.multiplyExact(Math.multiplyExact(horizontal.target(), vertical.target()), channels)];
    }

    /**
     * Takes the next row. All rows must come, from top to bottom.
     *
     * @param row holds the samples from {@code offset} on: pixels times channels of them; not kept
     */
    public void accept(float[] row, int offset) {
        for (; nextOpen < vertical.count() && vertical.start(nextOpen) <= y; nextOpen++) {
            open.addLast(spare.isEmpty() ? new float[rowLength] : spare.removeLast());
        }
        int targetRow = firstOpen;
        for (float[] sum : open) {
            addWeighted(sum, row, offset, vertical.of(targetRow)[y - vertical.start(targetRow)]);
            targetRow++;
        }
        y++;
        for (; firstOpen < nextOpen && vertical.end(firstOpen) == y; firstOpen++) {
            float[] complete = open.removeFirst();
            filterHorizontally(complete, firstOpen);
            Arrays.fill(complete, 0);
            spare.addLast(complete);
        }
    }

    /** The picture at its new size, interleaved as the rows were; complete once all rows were taken. */
    public float[] result() {
        return result;
    }

    private static void addWeighted(float[] sum, float[] row, int offset, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * row[offset + i];
        }
    }

    private void filterHorizontally(float[] row, int targetRow) {
        int targets = horizontal.count();
        int out = targetRow * targets * channels;
        for (int x = 0; x < targets; x++) {
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
