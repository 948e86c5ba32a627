package dev.darkroom.image.raster;

import java.util.Arrays;

/**
 * Averages boxes of so many by so many pixels, as {@link BoxReducer} does, of samples that are floating point already. For
 * one thread.
 */
public final class FloatBoxReducer {
    private final int columns;
    private final int channels;
    private final int factor;
    private final float[] sums;
    private int rows;

    /**
     * @param columns pixels in a row
     * @param channels samples of a pixel, which lie side by side
     * @param factor side of a box
     */
    public FloatBoxReducer(int columns, int channels, int factor) {
        this.columns = columns;
        this.channels = channels;
        this.factor = factor;
        this.sums = new float[Math.multiplyExact(BoxReducer.boxes(columns, factor), channels)];
    }

    /** Takes the next row, columns times channels samples; not kept. */
    public void add(float[] row) {
        for (int x = 0, at = 0, box = 0; x < columns; box += channels) {
            int end = Math.min(columns, x + factor);
            for (; x < end; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    sums[box + channel] += row[at++];
                }
            }
        }
        rows++;
    }

    /**
     * Averages the rows taken since the last call.
     *
     * @param target takes a pixel for each box
     */
    public void average(float[] target) {
        for (int left = columns, box = 0; left > 0; left -= factor, box += channels) {
            float scale = 1f / rows / Math.min(left, factor);
            for (int channel = 0; channel < channels; channel++) {
                target[box + channel] = sums[box + channel] * scale;
            }
        }
        Arrays.fill(sums, 0);
        rows = 0;
    }
}
