package dev.darkroom.image.raster;

/** The horizontal half of resampling: changes the resolution of rows, each by itself. Immutable. */
final class RowFilter {
    /** How many rows of a plane {@link #filterTogether} takes. */
    static final int TOGETHER = 4;

    private final Weights horizontal;
    private final int channels;

    /** @param channels samples of a pixel, which lie side by side in a row; 1 for a plane */
    RowFilter(Axis axis, int channels) {
        this.horizontal = Weights.of(axis);
        this.channels = channels;
    }

    /** Samples of a row that goes out. */
    int length() {
        return Math.multiplyExact(horizontal.targets(), channels);
    }

    /**
     * How many rows are best filtered at once: {@link #TOGETHER}, or one where there are channels that can share the weights.
     */
    int rowsAtOnce() {
        return channels == 1 ? TOGETHER : 1;
    }

    /**
     * Filters rows of a plane. One load of a weight serves them all, and their sums need not wait for each other, which takes
     * less than a third of the time of one row after the other.
     *
     * @param rows {@link #TOGETHER} of them, which begin with their first sample
     * @param target takes the results, one row after the other
     * @param at where in it the first one begins
     */
    void filterTogether(float[][] rows, float[] target, int at) {
        float[] row0 = rows[0];
        float[] row1 = rows[1];
        float[] row2 = rows[2];
        float[] row3 = rows[3];
        float[] weights = horizontal.flat();
        int taps = horizontal.taps();
        int length = horizontal.targets();
        for (int x = 0, tap = 0; x < length; x++) {
            int in = horizontal.start(x);
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            for (int end = tap + taps; tap < end; tap++, in++) {
                float weight = weights[tap];
                sum0 += weight * row0[in];
                sum1 += weight * row1[in];
                sum2 += weight * row2[in];
                sum3 += weight * row3[in];
            }
            int out = at + x;
            target[out] = sum0;
            target[out + length] = sum1;
            target[out + 2 * length] = sum2;
            target[out + 3 * length] = sum3;
        }
    }

    /**
     * Filters one row.
     *
     * @param row holds the samples from {@code from} on
     * @param target takes the result from {@code at} on
     */
    void filter(float[] row, int from, float[] target, int at) {
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
