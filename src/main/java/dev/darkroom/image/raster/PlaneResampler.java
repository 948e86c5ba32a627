package dev.darkroom.image.raster;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Changes the resolution of a plane, or of interleaved channels, row by row as it is read: vertically by adding rows to the
 * few target rows that they touch, horizontally before or after that, whatever leaves fewer rows to filter. Holds those few
 * rows only. For one thread and one picture.
 */
public final class PlaneResampler {
    /** Rows that are added at once: sums are loaded and stored a quarter as often, which halves the vertical pass. */
    private static final int BATCH = 4;

    private final int channels;
    private final int height;
    private final Weights vertical;
    private final Weights horizontal;
    private final boolean horizontalFirst;
    private final int rowLength;
    private final float[] result;
    private final float[][] batch;
    private final ArrayDeque<float[]> open = new ArrayDeque<>();
    private final ArrayDeque<float[]> spare = new ArrayDeque<>();
    private int firstOpen;
    private int nextOpen;
    private int y;
    private long nanos;

    /**
     * Prepares for one picture.
     *
     * @param channels samples of a pixel, which lie side by side in a row; 1 for a plane
     */
    public PlaneResampler(Axis horizontal, Axis vertical, int channels) {
        this.channels = channels;
        this.height = vertical.count();
        this.vertical = Weights.of(vertical);
        this.horizontal = Weights.of(horizontal);
        this.horizontalFirst = vertical.count() < vertical.target();
        this.rowLength = Math.multiplyExact(horizontalFirst ? horizontal.target() : horizontal.count(), channels);
        this.result =
                new float[Math.multiplyExact(Math.multiplyExact(horizontal.target(), vertical.target()), channels)];
        this.batch = new float[BATCH][rowLength];
    }

    /**
     * Takes the next row. All rows must come, from top to bottom.
     *
     * @param row holds the samples from {@code offset} on: pixels times channels of them; not kept
     */
    public void accept(float[] row, int offset) {
        if (horizontalFirst) {
            long start = System.nanoTime();
            filter(row, offset, batch[y % BATCH], 0);
            nanos += System.nanoTime() - start;
        } else {
            System.arraycopy(row, offset, batch[y % BATCH], 0, rowLength);
        }
        y++;
        if (y % BATCH == 0 || y == height) {
            long start = System.nanoTime();
            addBatch((y - 1) / BATCH * BATCH);
            nanos += System.nanoTime() - start;
        }
    }

    /** How long it all took so far, in nanoseconds. Looks at the clock once a batch, so that this costs next to nothing. */
    public long nanos() {
        return nanos;
    }

    /** The picture at its new size, interleaved as the rows were; complete once all rows were taken. */
    public float[] result() {
        return result;
    }

    private void addBatch(int first) {
        for (; nextOpen < vertical.targets() && vertical.start(nextOpen) < y; nextOpen++) {
            open.addLast(spare.isEmpty() ? new float[rowLength] : spare.removeLast());
        }
        int target = firstOpen;
        for (float[] sum : open) {
            addWeighted(
                    sum,
                    vertical.weight(target, first),
                    vertical.weight(target, first + 1),
                    vertical.weight(target, first + 2),
                    vertical.weight(target, first + 3));
            target++;
        }
        for (; firstOpen < nextOpen && vertical.end(firstOpen) <= y; firstOpen++) {
            float[] complete = open.removeFirst();
            finish(complete, firstOpen * horizontal.targets() * channels);
            Arrays.fill(complete, 0);
            spare.addLast(complete);
        }
    }

    private void addWeighted(float[] sum, float weight0, float weight1, float weight2, float weight3) {
        float[] row0 = batch[0];
        float[] row1 = batch[1];
        float[] row2 = batch[2];
        float[] row3 = batch[3];
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight0 * row0[i] + weight1 * row1[i] + (weight2 * row2[i] + weight3 * row3[i]);
        }
    }

    private void finish(float[] row, int at) {
        if (horizontalFirst) {
            System.arraycopy(row, 0, result, at, rowLength);
        } else {
            filter(row, 0, result, at);
        }
    }

    private void filter(float[] row, int from, float[] target, int at) {
        switch (channels) {
            case 1 -> filterPlane(row, from, target, at);
            case 3 -> filterTriples(row, from, target, at);
            case 4 -> filterQuadruples(row, from, target, at);
            default -> filterInterleaved(row, from, target, at);
        }
    }

    /** Four sums at a time, so that additions need not wait for each other. */
    private void filterPlane(float[] row, int from, float[] target, int at) {
        float[] weights = horizontal.flat();
        int taps = horizontal.taps();
        for (int x = 0, tap = 0; x < horizontal.targets(); x++) {
            int in = from + horizontal.start(x);
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            int end = tap + taps;
            for (; tap < end - 3; tap += 4, in += 4) {
                sum0 += weights[tap] * row[in];
                sum1 += weights[tap + 1] * row[in + 1];
                sum2 += weights[tap + 2] * row[in + 2];
                sum3 += weights[tap + 3] * row[in + 3];
            }
            for (; tap < end; tap++, in++) {
                sum0 += weights[tap] * row[in];
            }
            target[at + x] = sum0 + sum1 + (sum2 + sum3);
        }
    }

    private void filterTriples(float[] row, int from, float[] target, int at) {
        float[] weights = horizontal.flat();
        int taps = horizontal.taps();
        int out = at;
        for (int x = 0, tap = 0; x < horizontal.targets(); x++, out += 3) {
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            int in = from + 3 * horizontal.start(x);
            for (int end = tap + taps; tap < end; tap++, in += 3) {
                float weight = weights[tap];
                sum0 += weight * row[in];
                sum1 += weight * row[in + 1];
                sum2 += weight * row[in + 2];
            }
            target[out] = sum0;
            target[out + 1] = sum1;
            target[out + 2] = sum2;
        }
    }

    private void filterQuadruples(float[] row, int from, float[] target, int at) {
        float[] weights = horizontal.flat();
        int taps = horizontal.taps();
        int out = at;
        for (int x = 0, tap = 0; x < horizontal.targets(); x++, out += 4) {
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            int in = from + 4 * horizontal.start(x);
            for (int end = tap + taps; tap < end; tap++, in += 4) {
                float weight = weights[tap];
                sum0 += weight * row[in];
                sum1 += weight * row[in + 1];
                sum2 += weight * row[in + 2];
                sum3 += weight * row[in + 3];
            }
            target[out] = sum0;
            target[out + 1] = sum1;
            target[out + 2] = sum2;
            target[out + 3] = sum3;
        }
    }

    private void filterInterleaved(float[] row, int from, float[] target, int at) {
        float[] weights = horizontal.flat();
        int taps = horizontal.taps();
        int out = at;
        for (int x = 0; x < horizontal.targets(); x++) {
            for (int channel = 0; channel < channels; channel++) {
                float sum = 0;
                int in = from + horizontal.start(x) * channels + channel;
                for (int tap = x * taps; tap < (x + 1) * taps; tap++, in += channels) {
                    sum += weights[tap] * row[in];
                }
                target[out++] = sum;
            }
        }
    }
}
