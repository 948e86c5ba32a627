package dev.darkroom.image.webp;

/** The inverse transforms of VP8 (RFC 6386, section 14). The transform of pixels adds to what was predicted. For one thread. */
final class Vp8Transform {
    /** Samples from one row of the work area to the next. */
    static final int STRIDE = Vp8Prediction.STRIDE;

    /** Rows between the two passes; kept because a new array for every block would double the cost of small ones. */
    private final int[] between = new int[16];

    /** Spreads the transformed first coefficients of the 16 luma blocks (section 14.3); one block every 16 values. */
    void inverseWalshHadamard(short[] in, int at, short[] out) {
        int[] columns = between;
        for (int i = 0; i < 4; i++) {
            int outer = in[at + i] + in[at + 12 + i];
            int inner = in[at + 4 + i] + in[at + 8 + i];
            int innerDifference = in[at + 4 + i] - in[at + 8 + i];
            int outerDifference = in[at + i] - in[at + 12 + i];
            columns[i] = outer + inner;
            columns[4 + i] = outerDifference + innerDifference;
            columns[8 + i] = outer - inner;
            columns[12 + i] = outerDifference - innerDifference;
        }
        for (int i = 0; i < 16; i += 4) {
            int outer = columns[i] + 3 + columns[i + 3];
            int inner = columns[i + 1] + columns[i + 2];
            int innerDifference = columns[i + 1] - columns[i + 2];
            int outerDifference = columns[i] + 3 - columns[i + 3];
            out[16 * i] = (short) (outer + inner >> 3);
            out[16 * i + 16] = (short) (outerDifference + innerDifference >> 3);
            out[16 * i + 32] = (short) (outer - inner >> 3);
            out[16 * i + 48] = (short) (outerDifference - innerDifference >> 3);
        }
    }

    /** Adds a block of 4x4 samples (section 14.4). */
    void addInverseDct(short[] in, int at, byte[] samples, int offset) {
        int[] rows = between;
        for (int i = 0; i < 4; i++) {
            int in1 = in[at + 4 + i];
            int in3 = in[at + 12 + i];
            int sum = in[at + i] + in[at + 8 + i];
            int difference = in[at + i] - in[at + 8 + i];
            int odd1 = timesSine(in1) - timesCosine(in3);
            int odd2 = timesCosine(in1) + timesSine(in3);
            rows[i] = sum + odd2;
            rows[4 + i] = difference + odd1;
            rows[8 + i] = difference - odd1;
            rows[12 + i] = sum - odd2;
        }
        for (int i = 0; i < 4; i++) {
            int row = 4 * i;
            int dc = rows[row] + 4;
            int sum = dc + rows[row + 2];
            int difference = dc - rows[row + 2];
            int odd1 = timesSine(rows[row + 1]) - timesCosine(rows[row + 3]);
            int odd2 = timesCosine(rows[row + 1]) + timesSine(rows[row + 3]);
            int out = offset + i * STRIDE;
            add(samples, out, sum + odd2 >> 3);
            add(samples, out + 1, difference + odd1 >> 3);
            add(samples, out + 2, difference - odd1 >> 3);
            add(samples, out + 3, sum - odd2 >> 3);
        }
    }

    /** The same where only the first coefficient is not zero: one number for all samples. */
    static void addDc(int coefficient, byte[] samples, int offset) {
        int dc = coefficient + 4 >> 3;
        for (int row = offset; row < offset + 4 * STRIDE; row += STRIDE) {
            add(samples, row, dc);
            add(samples, row + 1, dc);
            add(samples, row + 2, dc);
            add(samples, row + 3, dc);
        }
    }

    /** Times the square root of two and the cosine of an eighth of pi, in 16 bits after the point. */
    private static int timesCosine(int value) {
        return (value * 20091 >> 16) + value;
    }

    /** Times the square root of two and the sine of an eighth of pi. */
    private static int timesSine(int value) {
        return value * 35468 >> 16;
    }

    private static void add(byte[] samples, int at, int difference) {
        samples[at] = (byte) Vp8Prediction.clamp((samples[at] & 0xff) + difference);
    }
}
