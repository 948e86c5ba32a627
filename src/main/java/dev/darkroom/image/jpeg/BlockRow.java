package dev.darkroom.image.jpeg;

import dev.darkroom.image.raster.Plane;
import java.util.Arrays;

/**
 * Transforms and quantises blocks of 8 x 8 samples, a row of blocks at a time. The transform is that of Y. Arai, T. Agui and
 * M. Nakajima, "A fast DCT-SQ scheme for images", 1988: what it leaves unscaled is put right by the quantiser. For one
 * thread.
 *
 * <p>Each step is a short loop over whole rows, each an array of its own, with the same index everywhere: only thus does the
 * JIT compile it to vector instructions, which takes half of the time.
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

    /** For each vertical frequency and each set of horizontal ones, as bits, the bits of their positions in the file. */
    private static final long[][] POSITIONS = positions();

    private final Plane plane;
    private final int paddedWidth;
    /** Samples, then transformed vertically; a frequency each. */
    private final float[][] rows;
    /** The same with rows and columns of each block exchanged, then transformed horizontally. */
    private final float[][] columns;

    private final float[][] reciprocals;
    /** The columns one after the other. */
    private final float[] quantized;
    /** For each vertical frequency of each block the set of horizontal ones whose coefficients are not zero, as bits. */
    private final float[] usedSets;
    /** Where the coefficients of the first block are in it, in the order of the file. */
    private final int[] offsets = new int[SIDE * SIDE];

    /**
     * @param blocks how many blocks of a row are needed; beyond the plane its last column repeats
     * @param steps what to divide by, row by row
     */
    BlockRow(Plane plane, int blocks, int[] steps) {
        this.plane = plane;
        this.paddedWidth = blocks * SIDE;
        this.rows = new float[SIDE][paddedWidth];
        this.columns = new float[SIDE][paddedWidth];
        this.quantized = new float[SIDE * paddedWidth];
        this.usedSets = new float[paddedWidth];
        this.reciprocals = reciprocals(steps, paddedWidth);
        for (int position = 0; position < offsets.length; position++) {
            int natural = ZigZag.natural(position);
            offsets[position] = natural % SIDE * paddedWidth + natural / SIDE;
        }
    }

    /** Transforms a row of blocks; below the plane its last row repeats. */
    void transform(int blockRow) {
        for (int i = 0; i < SIDE; i++) {
            load(Math.min(plane.height() - 1, blockRow * SIDE + i), rows[i]);
        }
        transformDown(rows);
        transpose();
        transformDown(columns);
        Arrays.fill(usedSets, 0);
        for (int i = 0; i < SIDE; i++) {
            quantize(columns[i], reciprocals[i]);
            addUsed(columns[i], 1 << i);
            System.arraycopy(columns[i], 0, quantized, i * paddedWidth, paddedWidth);
        }
    }

    /** Which coefficients of a block are not zero, in the order of the file: bit n is set for the n-th. */
    long used(int block) {
        long used = 0;
        for (int v = 0; v < SIDE; v++) {
            used |= POSITIONS[v][(int) usedSets[block * SIDE + v]];
        }
        return used;
    }

    /** A quantised coefficient of a block, by its position in the file. */
    int coefficient(int block, int position) {
        return Float.floatToRawIntBits(quantized[offsets[position] + block * SIDE]) - ROUNDER_BITS;
    }

    private void load(int y, float[] row) {
        int width = plane.width();
        System.arraycopy(plane.samples(), y * width, row, 0, width);
        Arrays.fill(row, width, paddedWidth, row[width - 1]);
        for (int x = 0; x < row.length; x++) {
            row[x] = Math.max(0, Math.min(255, row[x])) - LEVEL;
        }
    }

    /** With the targets at hand, as here, it takes half of the time that looking them up for each sample does. */
    private void transpose() {
        float[] column0 = columns[0];
        float[] column1 = columns[1];
        float[] column2 = columns[2];
        float[] column3 = columns[3];
        float[] column4 = columns[4];
        float[] column5 = columns[5];
        float[] column6 = columns[6];
        float[] column7 = columns[7];
        for (int y = 0; y < SIDE; y++) {
            float[] row = rows[y];
            for (int x = 0; x < paddedWidth; x += SIDE) {
                column0[x + y] = row[x];
                column1[x + y] = row[x + 1];
                column2[x + y] = row[x + 2];
                column3[x + y] = row[x + 3];
                column4[x + y] = row[x + 4];
                column5[x + y] = row[x + 5];
                column6[x + y] = row[x + 6];
                column7[x + y] = row[x + 7];
            }
        }
    }

    /** Turns 8 lines of samples into 8 lines of frequencies. */
    private static void transformDown(float[][] lines) {
        for (int i = 0; i < SIDE / 2; i++) {
            butterfly(lines[i], lines[SIDE - 1 - i]);
        }
        transformEven(lines[0], lines[1], lines[2], lines[3]);
        transformOdd(lines[4], lines[5], lines[6], lines[7]);
        reorder(lines);
    }

    /** Makes sum and difference. */
    private static void butterfly(float[] first, float[] second) {
        for (int i = 0; i < first.length; i++) {
            float sum = first[i] + second[i];
            float difference = first[i] - second[i];
            first[i] = sum;
            second[i] = difference;
        }
    }

    /** Leaves frequencies 0, 2, 6 and 4 in the lines of sums. */
    private static void transformEven(float[] line0, float[] line1, float[] line2, float[] line3) {
        for (int i = 0; i < line0.length; i++) {
            float outerSum = line0[i] + line3[i];
            float innerSum = line1[i] + line2[i];
            float outer = line0[i] - line3[i];
            float turned = (line1[i] - line2[i] + outer) * COS_4;
            line0[i] = outerSum + innerSum;
            line1[i] = outer + turned;
            line2[i] = outer - turned;
            line3[i] = outerSum - innerSum;
        }
    }

    /** Leaves frequencies 3, 5, 7 and 1 in the lines of differences. In steps: as one loop it does not become vectors. */
    private static void transformOdd(float[] line4, float[] line5, float[] line6, float[] line7) {
        addNeighbors(line4, line5, line6, line7);
        rotate(line4, line6);
        butterfly(line7, line5);
        butterfly(line5, line4);
        butterfly(line7, line6);
    }

    private static void addNeighbors(float[] line4, float[] line5, float[] line6, float[] line7) {
        for (int i = 0; i < line4.length; i++) {
            float low = line4[i] + line5[i];
            float middle = line5[i] + line6[i];
            float high = line6[i] + line7[i];
            line4[i] = low;
            line5[i] = middle * COS_4;
            line6[i] = high;
        }
    }

    private static void rotate(float[] low, float[] high) {
        for (int i = 0; i < low.length; i++) {
            float shared = (low[i] - high[i]) * COS_6;
            float turnedLow = low[i] * (COS_2 - COS_6) + shared;
            float turnedHigh = high[i] * (COS_2 + COS_6) + shared;
            low[i] = turnedLow;
            high[i] = turnedHigh;
        }
    }

    /** Puts the lines, as the transform leaves them, in the order of their frequencies. */
    private static void reorder(float[][] lines) {
        float[] frequency1 = lines[7];
        float[] frequency2 = lines[1];
        float[] frequency3 = lines[4];
        float[] frequency4 = lines[3];
        float[] frequency6 = lines[2];
        float[] frequency7 = lines[6];
        lines[1] = frequency1;
        lines[2] = frequency2;
        lines[3] = frequency3;
        lines[4] = frequency4;
        lines[6] = frequency6;
        lines[7] = frequency7;
    }

    private static void quantize(float[] coefficients, float[] reciprocals) {
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = coefficients[i] * reciprocals[i] + ROUNDER;
        }
    }

    /** Notes where coefficients of a horizontal frequency are not zero: in numbers, for bits do not become vectors. */
    private void addUsed(float[] column, float bit) {
        float[] sets = usedSets;
        for (int i = 0; i < column.length; i++) {
            sets[i] += Math.min(1, Math.abs(column[i] - ROUNDER)) * bit;
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

    private static long[][] positions() {
        long[][] positions = new long[SIDE][1 << SIDE];
        for (int position = 0; position < SIDE * SIDE; position++) {
            int u = ZigZag.natural(position) % SIDE;
            long[] sets = positions[ZigZag.natural(position) / SIDE];
            for (int set = 0; set < sets.length; set++) {
                sets[set] |= (long) (set >> u & 1) << position;
            }
        }
        return positions;
    }
}
