package dev.darkroom.image.webp;

import dev.darkroom.image.webp.Vp8FilterStrengths.Strength;

/**
 * The loop filter of VP8 (RFC 6386, section 15): smooths the edges between blocks where the step across is small. Each method
 * takes the samples next to an edge: {@code at} is the first sample behind it, {@code across} the way from one side to the
 * other, {@code along} the way to the next sample behind the edge.
 */
final class Vp8LoopFilter {
    /** How much stronger macroblock edges are filtered than those between blocks. */
    private static final int MACROBLOCK_BONUS = 4;

    private Vp8LoopFilter() {}

    /**
     * Filters the left and upper edge of a macroblock's luma, and those between its subblocks.
     *
     * @param at the macroblock's first sample
     * @param hasLeft whether there is a macroblock to the left
     * @param hasAbove whether there is a macroblock above
     * @param inner whether to filter between subblocks
     */
    static void filterLuma(
            Strength strength, byte[] samples, int at, int stride, boolean hasLeft, boolean hasAbove, boolean inner) {
        int outerLimit = limit(strength.edge() + MACROBLOCK_BONUS);
        int innerLimit = limit(strength.edge());
        if (hasLeft) {
            filterMacroblockEdge(strength, outerLimit, samples, at, 1, stride, 16);
        }
        if (inner) {
            for (int x = 4; x < 16; x += 4) {
                filterInnerEdge(strength, innerLimit, samples, at + x, 1, stride, 16);
            }
        }
        if (hasAbove) {
            filterMacroblockEdge(strength, outerLimit, samples, at, stride, 1, 16);
        }
        if (inner) {
            for (int y = 4; y < 16; y += 4) {
                filterInnerEdge(strength, innerLimit, samples, at + y * stride, stride, 1, 16);
            }
        }
    }

    /** The same for 8x8 samples of chroma. */
    static void filterChroma(
            Strength strength, byte[] samples, int at, int stride, boolean hasLeft, boolean hasAbove, boolean inner) {
        int outerLimit = limit(strength.edge() + MACROBLOCK_BONUS);
        int innerLimit = limit(strength.edge());
        if (hasLeft) {
            filterMacroblockEdge(strength, outerLimit, samples, at, 1, stride, 8);
        }
        if (inner) {
            filterInnerEdge(strength, innerLimit, samples, at + 4, 1, stride, 8);
        }
        if (hasAbove) {
            filterMacroblockEdge(strength, outerLimit, samples, at, stride, 1, 8);
        }
        if (inner) {
            filterInnerEdge(strength, innerLimit, samples, at + 4 * stride, stride, 1, 8);
        }
    }

    /** The simple filter, which is for luma alone (section 15.2). */
    static void filterSimply(
            Strength strength, byte[] samples, int at, int stride, boolean hasLeft, boolean hasAbove, boolean inner) {
        int outerLimit = limit(strength.edge() + MACROBLOCK_BONUS);
        int innerLimit = limit(strength.edge());
        if (hasLeft) {
            filterSimpleEdge(outerLimit, samples, at, 1, stride);
        }
        if (inner) {
            for (int x = 4; x < 16; x += 4) {
                filterSimpleEdge(innerLimit, samples, at + x, 1, stride);
            }
        }
        if (hasAbove) {
            filterSimpleEdge(outerLimit, samples, at, stride, 1);
        }
        if (inner) {
            for (int y = 4; y < 16; y += 4) {
                filterSimpleEdge(innerLimit, samples, at + y * stride, stride, 1);
            }
        }
    }

    /** The step is measured in half units: four times the difference at the edge plus the one around it. */
    private static int limit(int edge) {
        return 2 * edge + 1;
    }

    private static void filterSimpleEdge(int limit, byte[] samples, int at, int across, int along) {
        for (int i = 0, q = at; i < 16; i++, q += along) {
            int p1 = samples[q - 2 * across] & 0xff;
            int p0 = samples[q - across] & 0xff;
            int q0 = samples[q] & 0xff;
            int q1 = samples[q + across] & 0xff;
            if (4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) <= limit) {
                changeTwo(samples, q, across, p1, p0, q0, q1);
            }
        }
    }

    private static void filterMacroblockEdge(
            Strength strength, int limit, byte[] samples, int at, int across, int along, int count) {
        int interior = strength.interior();
        int highVariance = strength.highVariance();
        for (int i = 0, q = at; i < count; i++, q += along) {
            int p1 = samples[q - 2 * across] & 0xff;
            int p0 = samples[q - across] & 0xff;
            int q0 = samples[q] & 0xff;
            int q1 = samples[q + across] & 0xff;
            int stepP = Math.abs(p1 - p0);
            int stepQ = Math.abs(q1 - q0);
            if (4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) > limit
                    || stepP > interior
                    || stepQ > interior
                    || !isSmooth(samples, q, across, p1, q1, interior)) {
                continue;
            }
            if (stepP > highVariance || stepQ > highVariance) {
                changeTwo(samples, q, across, p1, p0, q0, q1);
            } else {
                changeSix(samples, q, across, p1, p0, q0, q1);
            }
        }
    }

    private static void filterInnerEdge(
            Strength strength, int limit, byte[] samples, int at, int across, int along, int count) {
        int interior = strength.interior();
        int highVariance = strength.highVariance();
        for (int i = 0, q = at; i < count; i++, q += along) {
            int p1 = samples[q - 2 * across] & 0xff;
            int p0 = samples[q - across] & 0xff;
            int q0 = samples[q] & 0xff;
            int q1 = samples[q + across] & 0xff;
            int stepP = Math.abs(p1 - p0);
            int stepQ = Math.abs(q1 - q0);
            if (4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) > limit
                    || stepP > interior
                    || stepQ > interior
                    || !isSmooth(samples, q, across, p1, q1, interior)) {
                continue;
            }
            if (stepP > highVariance || stepQ > highVariance) {
                changeTwo(samples, q, across, p1, p0, q0, q1);
            } else {
                changeFour(samples, q, across, p1, p0, q0, q1);
            }
        }
    }

    /** Whether the outer two differences on either side are small. */
    private static boolean isSmooth(byte[] samples, int q, int across, int p1, int q1, int interior) {
        int p2 = samples[q - 3 * across] & 0xff;
        int q2 = samples[q + 2 * across] & 0xff;
        return Math.abs(p2 - p1) <= interior
                && Math.abs(q2 - q1) <= interior
                && Math.abs((samples[q - 4 * across] & 0xff) - p2) <= interior
                && Math.abs((samples[q + 3 * across] & 0xff) - q2) <= interior;
    }

    private static void changeTwo(byte[] samples, int q, int across, int p1, int p0, int q0, int q1) {
        int step = 3 * (q0 - p0) + clampSigned(p1 - q1);
        samples[q - across] = (byte) Vp8Prediction.clamp(p0 + clampEighth(step + 3 >> 3));
        samples[q] = (byte) Vp8Prediction.clamp(q0 - clampEighth(step + 4 >> 3));
    }

    private static void changeFour(byte[] samples, int q, int across, int p1, int p0, int q0, int q1) {
        int step = 3 * (q0 - p0);
        int near = clampEighth(step + 4 >> 3);
        int far = near + 1 >> 1;
        samples[q - 2 * across] = (byte) Vp8Prediction.clamp(p1 + far);
        samples[q - across] = (byte) Vp8Prediction.clamp(p0 + clampEighth(step + 3 >> 3));
        samples[q] = (byte) Vp8Prediction.clamp(q0 - near);
        samples[q + across] = (byte) Vp8Prediction.clamp(q1 - far);
    }

    private static void changeSix(byte[] samples, int q, int across, int p1, int p0, int q0, int q1) {
        int step = clampSigned(3 * (q0 - p0) + clampSigned(p1 - q1));
        int near = 27 * step + 63 >> 7;
        int middle = 18 * step + 63 >> 7;
        int far = 9 * step + 63 >> 7;
        int p2 = samples[q - 3 * across] & 0xff;
        int q2 = samples[q + 2 * across] & 0xff;
        samples[q - 3 * across] = (byte) Vp8Prediction.clamp(p2 + far);
        samples[q - 2 * across] = (byte) Vp8Prediction.clamp(p1 + middle);
        samples[q - across] = (byte) Vp8Prediction.clamp(p0 + near);
        samples[q] = (byte) Vp8Prediction.clamp(q0 - near);
        samples[q + across] = (byte) Vp8Prediction.clamp(q1 - middle);
        samples[q + 2 * across] = (byte) Vp8Prediction.clamp(q2 - far);
    }

    private static int clampSigned(int value) {
        return Math.max(-128, Math.min(127, value));
    }

    /** The range that is left of a signed byte when it is divided by eight. */
    private static int clampEighth(int value) {
        return Math.max(-16, Math.min(15, value));
    }
}
