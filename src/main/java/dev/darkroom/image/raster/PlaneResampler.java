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

    private final int height;
    private final Weights vertical;
    private final RowFilter horizontal;
    private final boolean horizontalFirst;
    private final int rowLength;
    private final float[] result;
    private final float[][] batch;
    private final ArrayDeque<float[]> open = new ArrayDeque<>();
    private final ArrayDeque<float[]> spare = new ArrayDeque<>();
    private final float[][] complete;
    private int completeCount;
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
        this.height = vertical.count();
        this.vertical = Weights.of(vertical);
        this.horizontal = new RowFilter(horizontal, channels);
        this.horizontalFirst = vertical.count() < vertical.target();
        this.rowLength = horizontalFirst ? this.horizontal.length() : Math.multiplyExact(horizontal.count(), channels);
        this.result = new float[Math.multiplyExact(this.horizontal.length(), vertical.target())];
        this.batch = new float[BATCH][rowLength];
        this.complete = new float[this.horizontal.rowsAtOnce()][];
    }

    /**
     * Takes the next row. All rows must come, from top to bottom.
     *
     * @param row holds the samples from {@code offset} on: pixels times channels of them; not kept
     */
    public void accept(float[] row, int offset) {
        if (horizontalFirst) {
            long start = System.nanoTime();
            horizontal.filter(row, offset, batch[y % BATCH], 0);
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
            complete[completeCount++] = open.removeFirst();
            if (completeCount == complete.length) {
                finish(firstOpen + 1);
            }
        }
        if (y == height) {
            finish(firstOpen);
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

    /** Moves the complete rows, the last of which is before row {@code end}, to the result. */
    private void finish(int end) {
        int at = (end - completeCount) * horizontal.length();
        if (!horizontalFirst && completeCount == RowFilter.TOGETHER) {
            horizontal.filterTogether(complete, result, at);
        } else {
            finishEach(at);
        }
        for (int i = 0; i < completeCount; i++) {
            Arrays.fill(complete[i], 0);
            spare.addLast(complete[i]);
        }
        completeCount = 0;
    }

    private void finishEach(int at) {
        for (int i = 0; i < completeCount; i++) {
            int out = at + i * horizontal.length();
            if (horizontalFirst) {
                System.arraycopy(complete[i], 0, result, out, rowLength);
            } else {
                horizontal.filter(complete[i], 0, result, out);
            }
        }
    }
}
