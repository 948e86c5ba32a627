package dev.darkroom.image.webp;

/**
 * How strongly the loop filter works on the macroblocks of a frame, by segment and by whether the macroblock is predicted
 * in subblocks (RFC 6386, sections 9.6, 15.2 and 15.3). Immutable.
 */
final class Vp8FilterStrengths {
    private static final int LARGEST_LEVEL = 63;
    private static final Strength NONE = new Strength(0, 0, 0);

    private final boolean simple;
    private final Strength[] strengths;

    private Vp8FilterStrengths(boolean simple, Strength[] strengths) {
        this.simple = simple;
        this.strengths = strengths;
    }

    /**
     * Thresholds for one macroblock.
     *
     * @param edge limit of the step across an edge; 0 to leave the macroblock alone
     * @param interior limit of the differences on either side
     * @param highVariance beyond this difference next to the edge only the two samples at the edge are changed
     */
    record Strength(int edge, int interior, int highVariance) {}

    static Vp8FilterStrengths readFrom(BoolReader in, Vp8FrameHeader.Segments segments) {
        boolean simple = in.readFlag();
        int level = in.readLiteral(6);
        int sharpness = in.readLiteral(3);
        int keyFrameDelta = 0;
        int subblockDelta = 0;
        if (in.readFlag() && in.readFlag()) {
            int[] deltas = new int[8];
            for (int i = 0; i < deltas.length; i++) {
                deltas[i] = in.readOptionalSigned(6);
            }
            keyFrameDelta = deltas[0];
            subblockDelta = deltas[4];
        }
        Strength[] strengths = new Strength[2 * Vp8FrameHeader.SEGMENTS];
        for (int i = 0; i < strengths.length; i++) {
            int base = segments.apply(segments.filterLevels()[i >> 1], level) + keyFrameDelta;
            // A level of 0 for the frame turns the filter off, whatever segments say.
            strengths[i] = level == 0 ? NONE : strength((i & 1) == 0 ? base : base + subblockDelta, sharpness);
        }
        return new Vp8FilterStrengths(simple, strengths);
    }

    /** Whether this is the filter of luma alone that changes two samples at most. */
    boolean isSimple() {
        return simple;
    }

    Strength of(int segment, boolean inSubblocks) {
        return strengths[2 * segment + (inSubblocks ? 1 : 0)];
    }

    private static Strength strength(int wanted, int sharpness) {
        int level = Math.max(0, Math.min(LARGEST_LEVEL, wanted));
        if (level == 0) {
            return NONE;
        }
        int interior = level;
        if (sharpness > 0) {
            interior = Math.min(level >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
        }
        interior = Math.max(1, interior);
        return new Strength(2 * level + interior, interior, level >= 40 ? 2 : level >= 15 ? 1 : 0);
    }
}
