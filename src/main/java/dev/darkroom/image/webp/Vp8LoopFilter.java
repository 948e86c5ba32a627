package dev.darkroom.image.webp;

import dev.darkroom.image.webp.Vp8FilterStrengths.Strength;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The loop filter of VP8 (RFC 6386, section 15): smooths the edges between blocks where the step across is small.
 *
 * <p>There are two loops for each kind of edge. Samples across a vertical edge lie side by side, so eight of them are read
 * as one number; those across a horizontal edge are addressed from the loop's own variable, so that the compiler checks the
 * array's bounds once. One loop with a variable direction took twice as long. All conditions are computed and then tested
 * at once, since each of them alone is hard to predict.
 */
final class Vp8LoopFilter {
    private static final VarHandle LITTLE_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** How much stronger macroblock edges are filtered than those between blocks. */
    private static final int MACROBLOCK_BONUS = 4;

    private Vp8LoopFilter() {}

    /**
     * Filters the left and upper edge of a macroblock in a plane, and those between its subblocks.
     *
     * @param at the macroblock's first sample
     * @param side 16 for luma, 8 for chroma
     * @param hasLeft whether there is a macroblock to the left
     * @param hasAbove whether there is a macroblock above
     * @param inner whether to filter between subblocks
     */
    static void filter(
            Strength strength,
            byte[] samples,
            int at,
            int stride,
            int side,
            boolean hasLeft,
            boolean hasAbove,
            boolean inner) {
        int outerLimit = limit(strength.edge() + MACROBLOCK_BONUS);
        int innerLimit = limit(strength.edge());
        if (hasLeft) {
            filterLeftEdge(strength, outerLimit, samples, at, stride, side);
        }
        if (inner) {
            for (int x = 4; x < side; x += 4) {
                filterInnerVertical(strength, innerLimit, samples, at + x, stride, side);
            }
        }
        if (hasAbove) {
            filterUpperEdge(strength, outerLimit, samples, at, stride, side);
        }
        if (inner) {
            for (int y = 4; y < side; y += 4) {
                filterInnerHorizontal(strength, innerLimit, samples, at + y * stride, stride, side);
            }
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
                int step = 3 * (q0 - p0) + clampSigned(p1 - q1);
                samples[q - across] = (byte) Vp8Prediction.clamp(p0 + clampEighth(step + 3 >> 3));
                samples[q] = (byte) Vp8Prediction.clamp(q0 - clampEighth(step + 4 >> 3));
            }
        }
    }

    private static void filterLeftEdge(Strength strength, int limit, byte[] samples, int at, int stride, int count) {
        int interior = strength.interior();
        int highVariance = strength.highVariance();
        for (int i = 0, start = at - 4; i < count; i++, start += stride) {
            long eight = (long) LITTLE_ENDIAN_LONG.get(samples, start);
            int p3 = (int) eight & 0xff;
            int p2 = (int) eight >>> 8 & 0xff;
            int p1 = (int) eight >>> 16 & 0xff;
            int p0 = (int) eight >>> 24;
            int behind = (int) (eight >>> 32);
            int q0 = behind & 0xff;
            int q1 = behind >>> 8 & 0xff;
            int q2 = behind >>> 16 & 0xff;
            int q3 = behind >>> 24;
            int nearest = Math.max(Math.abs(p1 - p0), Math.abs(q1 - q0));
            if (isEdge(limit, interior, p3, p2, p1, p0, q0, q1, q2, q3, nearest)) {
                continue;
            }
            int step = clampSigned(3 * (q0 - p0) + clampSigned(p1 - q1));
            if (nearest > highVariance) {
                p0 = Vp8Prediction.clamp(p0 + clampEighth(step + 3 >> 3));
                q0 = Vp8Prediction.clamp(q0 - clampEighth(step + 4 >> 3));
            } else {
                int near = 27 * step + 63 >> 7;
                int middle = 18 * step + 63 >> 7;
                int far = 9 * step + 63 >> 7;
                p2 = Vp8Prediction.clamp(p2 + far);
                p1 = Vp8Prediction.clamp(p1 + middle);
                p0 = Vp8Prediction.clamp(p0 + near);
                q0 = Vp8Prediction.clamp(q0 - near);
                q1 = Vp8Prediction.clamp(q1 - middle);
                q2 = Vp8Prediction.clamp(q2 - far);
            }
            set(samples, start, p3 | p2 << 8 | p1 << 16 | p0 << 24, q0 | q1 << 8 | q2 << 16 | q3 << 24);
        }
    }

    private static void filterInnerVertical(
            Strength strength, int limit, byte[] samples, int at, int stride, int count) {
        int interior = strength.interior();
        int highVariance = strength.highVariance();
        for (int i = 0, start = at - 4; i < count; i++, start += stride) {
            long eight = (long) LITTLE_ENDIAN_LONG.get(samples, start);
            int p3 = (int) eight & 0xff;
            int p2 = (int) eight >>> 8 & 0xff;
            int p1 = (int) eight >>> 16 & 0xff;
            int p0 = (int) eight >>> 24;
            int behind = (int) (eight >>> 32);
            int q0 = behind & 0xff;
            int q1 = behind >>> 8 & 0xff;
            int q2 = behind >>> 16 & 0xff;
            int q3 = behind >>> 24;
            int nearest = Math.max(Math.abs(p1 - p0), Math.abs(q1 - q0));
            if (isEdge(limit, interior, p3, p2, p1, p0, q0, q1, q2, q3, nearest)) {
                continue;
            }
            int wide = nearest > highVariance ? clampSigned(p1 - q1) : 0;
            int step = 3 * (q0 - p0) + wide;
            int near = clampEighth(step + 4 >> 3);
            p0 = Vp8Prediction.clamp(p0 + clampEighth(step + 3 >> 3));
            q0 = Vp8Prediction.clamp(q0 - near);
            if (nearest <= highVariance) {
                int far = near + 1 >> 1;
                p1 = Vp8Prediction.clamp(p1 + far);
                q1 = Vp8Prediction.clamp(q1 - far);
            }
            set(samples, start, p3 | p2 << 8 | p1 << 16 | p0 << 24, q0 | q1 << 8 | q2 << 16 | q3 << 24);
        }
    }

    private static void set(byte[] samples, int start, int before, int behind) {
        LITTLE_ENDIAN_LONG.set(samples, start, before & 0xffffffffL | (long) behind << 32);
    }

    private static void filterUpperEdge(Strength strength, int limit, byte[] samples, int at, int stride, int count) {
        int interior = strength.interior();
        int highVariance = strength.highVariance();
        int end = at + count;
        for (int q = at; q < end; q++) {
            int p2 = samples[q - 3 * stride] & 0xff;
            int p1 = samples[q - 2 * stride] & 0xff;
            int p0 = samples[q - stride] & 0xff;
            int q0 = samples[q] & 0xff;
            int q1 = samples[q + stride] & 0xff;
            int q2 = samples[q + 2 * stride] & 0xff;
            int p3 = samples[q - 4 * stride] & 0xff;
            int q3 = samples[q + 3 * stride] & 0xff;
            int nearest = Math.max(Math.abs(p1 - p0), Math.abs(q1 - q0));
            if (isEdge(limit, interior, p3, p2, p1, p0, q0, q1, q2, q3, nearest)) {
                continue;
            }
            int step = clampSigned(3 * (q0 - p0) + clampSigned(p1 - q1));
            if (nearest > highVariance) {
                samples[q - stride] = (byte) Vp8Prediction.clamp(p0 + clampEighth(step + 3 >> 3));
                samples[q] = (byte) Vp8Prediction.clamp(q0 - clampEighth(step + 4 >> 3));
            } else {
                int near = 27 * step + 63 >> 7;
                int middle = 18 * step + 63 >> 7;
                int far = 9 * step + 63 >> 7;
                samples[q - 3 * stride] = (byte) Vp8Prediction.clamp(p2 + far);
                samples[q - 2 * stride] = (byte) Vp8Prediction.clamp(p1 + middle);
                samples[q - stride] = (byte) Vp8Prediction.clamp(p0 + near);
                samples[q] = (byte) Vp8Prediction.clamp(q0 - near);
                samples[q + stride] = (byte) Vp8Prediction.clamp(q1 - middle);
                samples[q + 2 * stride] = (byte) Vp8Prediction.clamp(q2 - far);
            }
        }
    }

    private static void filterInnerHorizontal(
            Strength strength, int limit, byte[] samples, int at, int stride, int count) {
        int interior = strength.interior();
        int highVariance = strength.highVariance();
        int end = at + count;
        for (int q = at; q < end; q++) {
            int p2 = samples[q - 3 * stride] & 0xff;
            int p1 = samples[q - 2 * stride] & 0xff;
            int p0 = samples[q - stride] & 0xff;
            int q0 = samples[q] & 0xff;
            int q1 = samples[q + stride] & 0xff;
            int q2 = samples[q + 2 * stride] & 0xff;
            int p3 = samples[q - 4 * stride] & 0xff;
            int q3 = samples[q + 3 * stride] & 0xff;
            int nearest = Math.max(Math.abs(p1 - p0), Math.abs(q1 - q0));
            if (isEdge(limit, interior, p3, p2, p1, p0, q0, q1, q2, q3, nearest)) {
                continue;
            }
            int wide = nearest > highVariance ? clampSigned(p1 - q1) : 0;
            int step = 3 * (q0 - p0) + wide;
            int near = clampEighth(step + 4 >> 3);
            samples[q - stride] = (byte) Vp8Prediction.clamp(p0 + clampEighth(step + 3 >> 3));
            samples[q] = (byte) Vp8Prediction.clamp(q0 - near);
            if (nearest <= highVariance) {
                int far = near + 1 >> 1;
                samples[q - 2 * stride] = (byte) Vp8Prediction.clamp(p1 + far);
                samples[q + stride] = (byte) Vp8Prediction.clamp(q1 - far);
            }
        }
    }

    /** Whether the step belongs to the picture, and is to be left alone (section 15.3). */
    private static boolean isEdge(
            int limit, int interior, int p3, int p2, int p1, int p0, int q0, int q1, int q2, int q3, int nearest) {
        int outer = Math.max(
                Math.max(Math.abs(p3 - p2), Math.abs(p2 - p1)), Math.max(Math.abs(q3 - q2), Math.abs(q2 - q1)));
        int step = 4 * Math.abs(p0 - q0) + Math.abs(p1 - q1);
        return (limit - step | interior - Math.max(outer, nearest)) < 0;
    }

    private static int clampSigned(int value) {
        return Math.max(-128, Math.min(127, value));
    }

    /** The range that is left of a signed byte when it is divided by eight. */
    private static int clampEighth(int value) {
        return Math.max(-16, Math.min(15, value));
    }
}
