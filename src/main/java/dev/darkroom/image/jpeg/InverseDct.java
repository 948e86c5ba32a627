package dev.darkroom.image.jpeg;

/**
 * Turns the coefficients of a block into samples. A reduced block of N x N samples is the N-point transform of its N x N
 * lowest coefficients, scaled by N/8: the picture without what N samples cannot show. For one thread.
 */
abstract class InverseDct {
    /**
     * The transform to so many eighths of the size.
     *
     * @param scale 1, 2, 4 or 8
     * @param quantisation the steps in zigzag order
     */
    static InverseDct of(int scale, int[] quantisation) {
        return scale == 8 ? new InverseDct8(quantisation) : reduced(scale, quantisation, 1);
    }

    /**
     * The transform of coefficients that are given in halves of their quantisation steps.
     *
     * @param scale 1, 2 or 4
     * @param quantisation the steps in zigzag order
     */
    static InverseDct ofHalves(int scale, int[] quantisation) {
        return reduced(scale, quantisation, 0.5f);
    }

    private static InverseDct reduced(int scale, int[] quantisation, float unit) {
        return switch (scale) {
            case 1 -> new InverseDct1(quantisation[0], unit);
            case 2 -> new InverseDct2(quantisation, unit);
            case 4 -> new InverseDct4(quantisation, unit);
            default -> throw new IllegalArgumentException("scale must be 1, 2 or 4, not " + scale);
        };
    }

    /**
     * Transforms a block.
     *
     * @param block quantised coefficients in eight rows of eight; those used are set to 0
     * @param last no coefficient behind this one in zigzag order differs from 0
     * @param out samples of 0 to 255, which may overshoot
     * @param at index of the first sample
     * @param stride from one row to the next
     */
    abstract void transform(int[] block, int last, float[] out, int at, int stride);

    /** One sample: the mean. */
    private static final class InverseDct1 extends InverseDct {
        private final float step;

        InverseDct1(int step, float unit) {
            this.step = step * unit / 8;
        }

        @Override
        void transform(int[] block, int last, float[] out, int at, int stride) {
            out[at] = block[0] * step + 128;
            block[0] = 0;
        }
    }

    /** Two by two samples: at this size the cosines are all the same, so that sums suffice. */
    private static final class InverseDct2 extends InverseDct {
        private final float step00;
        private final float step01;
        private final float step10;
        private final float step11;

        InverseDct2(int[] quantisation, float unit) {
            step00 = quantisation[0] * unit / 8;
            step01 = quantisation[1] * unit / 8;
            step10 = quantisation[2] * unit / 8;
            step11 = quantisation[4] * unit / 8;
        }

        @Override
        void transform(int[] block, int last, float[] out, int at, int stride) {
            float mean = block[0] * step00 + 128;
            float across = block[1] * step01;
            float down = block[8] * step10;
            float diagonal = block[9] * step11;
            block[0] = 0;
            block[1] = 0;
            block[8] = 0;
            block[9] = 0;
            out[at] = mean + across + (down + diagonal);
            out[at + 1] = mean - across + (down - diagonal);
            out[at + stride] = mean + across - (down + diagonal);
            out[at + stride + 1] = mean - across - (down - diagonal);
        }
    }
}
