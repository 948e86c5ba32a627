package dev.darkroom.image.jpeg;

import java.util.Arrays;

/** Four by four samples of the four by four lowest coefficients. The scale factors are part of the quantisation steps. */
final class InverseDct4 extends InverseDct {
    private static final int SIDE = 4;
    private static final float COS1 = (float) Math.cos(Math.PI / 8);
    private static final float COS3 = (float) Math.cos(3 * Math.PI / 8);
    /** Of even and odd coefficients, along one axis. */
    private static final double[] FACTORS = {Math.sqrt(0.125), 0.5, Math.sqrt(0.125), 0.5};

    private final float[] steps = new float[SIDE * SIDE];
    private final float[] columns = new float[SIDE * SIDE];

    InverseDct4(int[] quantisation, float unit) {
        for (int k = 0; k < 64; k++) {
            if (ZigZag.isNeeded(k, SIDE)) {
                int row = ZigZag.natural(k) >> 3;
                int column = ZigZag.natural(k) & 7;
                steps[row * SIDE + column] = (float) (quantisation[k] * unit * FACTORS[row] * FACTORS[column]);
            }
        }
    }

    @Override
    void transform(int[] block, int last, float[] out, int at, int stride) {
        if (last == 0) {
            flat(block[0] * steps[0] + 128, out, at, stride);
            block[0] = 0;
            return;
        }
        for (int x = 0; x < SIDE; x++) {
            float even0 = block[x] * steps[x];
            float odd1 = block[8 + x] * steps[4 + x];
            float even2 = block[16 + x] * steps[8 + x];
            float odd3 = block[24 + x] * steps[12 + x];
            float outer = COS1 * odd1 + COS3 * odd3;
            float inner = COS3 * odd1 - COS1 * odd3;
            columns[x] = even0 + even2 + outer;
            columns[4 + x] = even0 - even2 + inner;
            columns[8 + x] = even0 - even2 - inner;
            columns[12 + x] = even0 + even2 - outer;
        }
        for (int y = 0, row = at; y < SIDE * SIDE; y += SIDE, row += stride) {
            float even0 = columns[y] + 128;
            float odd1 = columns[y + 1];
            float even2 = columns[y + 2];
            float odd3 = columns[y + 3];
            float outer = COS1 * odd1 + COS3 * odd3;
            float inner = COS3 * odd1 - COS1 * odd3;
            out[row] = even0 + even2 + outer;
            out[row + 1] = even0 - even2 + inner;
            out[row + 2] = even0 - even2 - inner;
            out[row + 3] = even0 + even2 - outer;
        }
        for (int row = 0; row < 8 * SIDE; row += 8) {
            Arrays.fill(block, row, row + SIDE, 0);
        }
    }

    private static void flat(float sample, float[] out, int at, int stride) {
        for (int y = 0, row = at; y < SIDE; y++, row += stride) {
            Arrays.fill(out, row, row + SIDE, sample);
        }
    }
}
