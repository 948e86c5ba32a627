package dev.darkroom.image.jpeg;

import dev.darkroom.image.raster.Plane;
import java.util.Arrays;

/**
 * Transforms and quantises blocks of 8 x 8 samples, a row of blocks at a time. The transform is that of Y. Arai, T. Agui and
 * M. Nakajima, "A fast DCT-SQ scheme for images", 1988: what it leaves unscaled is put right by the quantiser. For one
 * thread.
 */
final class BlockRow {
    private static final int SIDE = 8;
    private static final float LEVEL = 128;

    /** Added to a number below 2^22, it leaves the number, rounded to nearest, in the low bits of the sum. */
    private static final float ROUNDER = 0x1.8p23f;

    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    private static final float COS_2 = (float) Math.cos(Math.PI / 8);
    private static final float COS_4 = (float) Math.sqrt(0.5);
    private static final float COS_6 = (float) Math.cos(3 * Math.PI / 8);
    private static final float COS_2_LESS_6 = COS_2 - COS_6;
    private static final float COS_2_AND_6 = COS_2 + COS_6;

    /** Position in the file of the coefficient of horizontal frequency i / 8 and vertical frequency i % 8. */
    private static final int[] POSITIONS = transposedPositions();

    private final Plane plane;
    private final int paddedWidth;
    private final float[][] rows;
    private final float[][] columns;
    private final float[][] reciprocals;

    /**
     * @param blocks how many blocks of a row are needed; beyond the plane its last column repeats
     * @param steps what to divide by, row by row
     */
    BlockRow(Plane plane, int blocks, int[] steps) {
        this.plane = plane;
        this.paddedWidth = blocks * SIDE;
        this.rows = new float[SIDE][paddedWidth];
        this.columns = new float[SIDE][paddedWidth];
        this.reciprocals = reciprocals(steps, paddedWidth);
    }

    /** Transforms a row of blocks; below the plane its last row repeats. */
    void transform(int blockRow) {
        for (int i = 0; i < SIDE; i++) {
            load(Math.min(plane.height() - 1, blockRow * SIDE + i), rows[i]);
        }
        transform(rows, paddedWidth);
        transpose();
        transform(columns, paddedWidth);
        for (int i = 0; i < SIDE; i++) {
            quantize(columns[i], reciprocals[i]);
        }
    }

    /**
     * Fetches a block of the transformed row.
     *
     * @param coefficients takes the quantised coefficients in the order of the file
     * @return bit n set where the n-th coefficient is not zero
     */
    long block(int index, int[] coefficients) {
        long used = 0;
        int start = index * SIDE;
        for (int u = 0; u < SIDE; u++) {
            float[] column = columns[u];
            for (int v = 0; v < SIDE; v++) {
                int coefficient = Float.floatToRawIntBits(column[start + v]) - ROUNDER_BITS;
                int position = POSITIONS[u * SIDE + v];
                coefficients[position] = coefficient;
                // The sign of c | -c is set but for zero: cheaper than a branch that cannot be predicted.
                used |= (long) ((coefficient | -coefficient) >>> 31) << position;
            }
        }
        return used;
    }

    private void load(int y, float[] row) {
        int width = plane.width();
        System.arraycopy(plane.samples(), y * width, row, 0, width);
        Arrays.fill(row, width, paddedWidth, row[width - 1]);
        for (int x = 0; x < row.length; x++) {
            row[x] = Math.max(0, Math.min(255, row[x])) - LEVEL;
        }
    }

    private void transpose() {
        for (int start = 0; start < paddedWidth; start += SIDE) {
            for (int y = 0; y < SIDE; y++) {
                float[] row = rows[y];
                for (int x = 0; x < SIDE; x++) {
                    columns[x][start + y] = row[start + x];
                }
            }
        }
    }

    /**
     * Transforms down each column. Works on whole rows, each an array of its own, with the same index everywhere: only thus
     * does the JIT compile it to vector instructions, and eight columns cost hardly more than one.
     */
    private static void transform(float[][] lines, int length) {
        float[] line0 = lines[0];
        float[] line1 = lines[1];
        float[] line2 = lines[2];
        float[] line3 = lines[3];
        float[] line4 = lines[4];
        float[] line5 = lines[5];
        float[] line6 = lines[6];
        float[] line7 = lines[7];
        for (int i = 0; i < length; i++) {
            float sum0 = line0[i] + line7[i];
            float sum1 = line1[i] + line6[i];
            float sum2 = line2[i] + line5[i];
            float sum3 = line3[i] + line4[i];
            float odd0 = line0[i] - line7[i];
            float odd1 = line1[i] - line6[i];
            float odd2 = line2[i] - line5[i];
            float odd3 = line3[i] - line4[i];

            float even0 = sum0 + sum3;
            float even1 = sum1 + sum2;
            float even3 = sum0 - sum3;
            float turned = (sum1 - sum2 + even3) * COS_4;
            line0[i] = even0 + even1;
            line4[i] = even0 - even1;
            line2[i] = even3 + turned;
            line6[i] = even3 - turned;

            float low = odd3 + odd2;
            float middle = (odd2 + odd1) * COS_4;
            float high = odd1 + odd0;
            float shared = (low - high) * COS_6;
            float turnedLow = low * COS_2_LESS_6 + shared;
            float turnedHigh = high * COS_2_AND_6 + shared;
            float plus = odd0 + middle;
            float minus = odd0 - middle;
            line5[i] = minus + turnedLow;
            line3[i] = minus - turnedLow;
            line1[i] = plus + turnedHigh;
            line7[i] = plus - turnedHigh;
        }
    }

    private static void quantize(float[] coefficients, float[] reciprocals) {
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = coefficients[i] * reciprocals[i] + ROUNDER;
        }
    }

    /** For each horizontal frequency the reciprocals of all vertical ones, repeated for every block of a row. */
    private static float[][] reciprocals(int[] steps, int paddedWidth) {
        float[][] reciprocals = new float[SIDE][paddedWidth];
        for (int u = 0; u < SIDE; u++) {
            for (int v = 0; v < SIDE; v++) {
                float reciprocal = (float) (1 / (SIDE * scale(u) * scale(v) * steps[v * SIDE + u]));
                for (int i = v; i < paddedWidth; i += SIDE) {
                    reciprocals[u][i] = reciprocal;
                }
            }
        }
        return reciprocals;
    }

    /** How much too large the transform leaves a frequency, but for the factor 8 of both directions. */
    private static double scale(int frequency) {
        return frequency == 0 ? 1 : Math.sqrt(2) * Math.cos(frequency * Math.PI / 16);
    }

    private static int[] transposedPositions() {
        int[] positions = new int[SIDE * SIDE];
        for (int u = 0; u < SIDE; u++) {
            for (int v = 0; v < SIDE; v++) {
                positions[u * SIDE + v] = QuantizationTables.zigzagPosition(v, u);
            }
        }
        return positions;
    }
}
