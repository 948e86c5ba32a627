package dev.darkroom.image.jpeg;

import java.util.Arrays;

/**
 * The transform at full size, in integers: C. Loeffler, A. Ligtenberg and G. Moschytz, "Practical Fast 1-D DCT Algorithms
 * with 11 Multiplications", 1989, with constants of 13 bits and 2 bits more between the passes. These are the precision and
 * the rounding of the Independent JPEG Group's "slow integer" method, so that results equal those of most decoders.
 */
final class InverseDct8 extends InverseDct {
    private static final int FRACTION = 13;
    private static final int EXTRA = 2;

    private static final int C_0_298631336 = fixed(0.298631336);
    private static final int C_0_390180644 = fixed(0.390180644);
    private static final int C_0_541196100 = fixed(0.541196100);
    private static final int C_0_765366865 = fixed(0.765366865);
    private static final int C_0_899976223 = fixed(0.899976223);
    private static final int C_1_175875602 = fixed(1.175875602);
    private static final int C_1_501321110 = fixed(1.501321110);
    private static final int C_1_847759065 = fixed(1.847759065);
    private static final int C_1_961570560 = fixed(1.961570560);
    private static final int C_2_053119869 = fixed(2.053119869);
    private static final int C_2_562915447 = fixed(2.562915447);
    private static final int C_3_072711026 = fixed(3.072711026);

    private final int[] steps = new int[64];
    private final int[] work = new int[64];

    InverseDct8(int[] quantisation) {
        for (int k = 0; k < 64; k++) {
            steps[ZigZag.natural(k)] = quantisation[k];
        }
    }

    @Override
    void transform(int[] block, int last, float[] out, int at, int stride) {
        if (last == 0) {
            flat(block, out, at, stride);
            return;
        }
        for (int x = 0; x < 8; x++) {
            column(block, x);
        }
        for (int y = 0, row = at; y < 64; y += 8, row += stride) {
            row(y, out, row);
        }
        Arrays.fill(block, 0, 64, 0);
    }

    private void flat(int[] block, float[] out, int at, int stride) {
        float sample = clamp((block[0] * steps[0] + 4 >> 3) + 128);
        block[0] = 0;
        for (int y = 0, row = at; y < 8; y++, row += stride) {
            Arrays.fill(out, row, row + 8, sample);
        }
    }

    private void column(int[] block, int x) {
        int in1 = block[8 + x] * steps[8 + x];
        int in2 = block[16 + x] * steps[16 + x];
        int in3 = block[24 + x] * steps[24 + x];
        int in4 = block[32 + x] * steps[32 + x];
        int in5 = block[40 + x] * steps[40 + x];
        int in6 = block[48 + x] * steps[48 + x];
        int in7 = block[56 + x] * steps[56 + x];
        int in0 = block[x] * steps[x];
        if ((in1 | in2 | in3 | in4 | in5 | in6 | in7) == 0) {
            int mean = in0 << EXTRA;
            for (int i = x; i < 64; i += 8) {
                work[i] = mean;
            }
            return;
        }
        int cross = (in2 + in6) * C_0_541196100;
        int even2 = cross - in6 * C_1_847759065;
        int even3 = cross + in2 * C_0_765366865;
        int even0 = in0 + in4 << FRACTION;
        int even1 = in0 - in4 << FRACTION;
        int sum0 = even0 + even3;
        int sum3 = even0 - even3;
        int sum1 = even1 + even2;
        int sum2 = even1 - even2;

        int turn = (in7 + in3 + in5 + in1) * C_1_175875602;
        int outer = -(in7 + in1) * C_0_899976223;
        int inner = -(in5 + in3) * C_2_562915447;
        int left = turn - (in7 + in3) * C_1_961570560;
        int right = turn - (in5 + in1) * C_0_390180644;
        int odd0 = in7 * C_0_298631336 + outer + left;
        int odd1 = in5 * C_2_053119869 + inner + right;
        int odd2 = in3 * C_3_072711026 + inner + left;
        int odd3 = in1 * C_1_501321110 + outer + right;

        int half = 1 << FRACTION - EXTRA - 1;
        int shift = FRACTION - EXTRA;
        work[x] = sum0 + odd3 + half >> shift;
        work[56 + x] = sum0 - odd3 + half >> shift;
        work[8 + x] = sum1 + odd2 + half >> shift;
        work[48 + x] = sum1 - odd2 + half >> shift;
        work[16 + x] = sum2 + odd1 + half >> shift;
        work[40 + x] = sum2 - odd1 + half >> shift;
        work[24 + x] = sum3 + odd0 + half >> shift;
        work[32 + x] = sum3 - odd0 + half >> shift;
    }

    private void row(int y, float[] out, int at) {
        int in0 = work[y];
        int in1 = work[y + 1];
        int in2 = work[y + 2];
        int in3 = work[y + 3];
        int in4 = work[y + 4];
        int in5 = work[y + 5];
        int in6 = work[y + 6];
        int in7 = work[y + 7];

        int cross = (in2 + in6) * C_0_541196100;
        int even2 = cross - in6 * C_1_847759065;
        int even3 = cross + in2 * C_0_765366865;
        int even0 = in0 + in4 << FRACTION;
        int even1 = in0 - in4 << FRACTION;
        int sum0 = even0 + even3;
        int sum3 = even0 - even3;
        int sum1 = even1 + even2;
        int sum2 = even1 - even2;

        int turn = (in7 + in3 + in5 + in1) * C_1_175875602;
        int outer = -(in7 + in1) * C_0_899976223;
        int inner = -(in5 + in3) * C_2_562915447;
        int left = turn - (in7 + in3) * C_1_961570560;
        int right = turn - (in5 + in1) * C_0_390180644;
        int odd0 = in7 * C_0_298631336 + outer + left;
        int odd1 = in5 * C_2_053119869 + inner + right;
        int odd2 = in3 * C_3_072711026 + inner + left;
        int odd3 = in1 * C_1_501321110 + outer + right;

        int shift = FRACTION + EXTRA + 3;
        int half = (1 << shift - 1) + (128 << shift);
        out[at] = clamp(sum0 + odd3 + half >> shift);
        out[at + 7] = clamp(sum0 - odd3 + half >> shift);
        out[at + 1] = clamp(sum1 + odd2 + half >> shift);
        out[at + 6] = clamp(sum1 - odd2 + half >> shift);
        out[at + 2] = clamp(sum2 + odd1 + half >> shift);
        out[at + 5] = clamp(sum2 - odd1 + half >> shift);
        out[at + 3] = clamp(sum3 + odd0 + half >> shift);
        out[at + 4] = clamp(sum3 - odd0 + half >> shift);
    }

    private static float clamp(int sample) {
        return Math.max(0, Math.min(255, sample));
    }

    private static int fixed(double constant) {
        return (int) Math.round(constant * (1 << FRACTION));
    }
}
