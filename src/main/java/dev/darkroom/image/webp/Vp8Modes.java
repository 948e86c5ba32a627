package dev.darkroom.image.webp;

import java.util.Arrays;

/** Reads how each macroblock is predicted (RFC 6386, sections 9.3, 11.2 to 11.4). Holds the modes of one row for the next. */
final class Vp8Modes {
    private static final int BLOCKS = 4;

    private final Vp8FrameHeader header;
    private final BoolReader in;
    private final int[] above;
    private final int[] left = new int[BLOCKS];

    /** Modes of the current macroblock's subblocks, row by row. */
    final int[] subblocks = new int[BLOCKS * BLOCKS];

    private int segment;
    private boolean skipped;
    private boolean inSubblocks;
    private int luma;
    private int chroma;

    Vp8Modes(Vp8FrameHeader header, int macroblocks) {
        this.header = header;
        this.in = header.modes();
        this.above = new int[BLOCKS * macroblocks];
    }

    int segment() {
        return segment;
    }

    /** Whether the macroblock has no coefficients. */
    boolean isSkipped() {
        return skipped;
    }

    /** Whether each subblock has its own mode. */
    boolean isInSubblocks() {
        return inSubblocks;
    }

    /** The mode of all luma, unless subblocks have their own. */
    int luma() {
        return luma;
    }

    int chroma() {
        return chroma;
    }

    void startRow() {
        Arrays.fill(left, Vp8Prediction.DC);
    }

    /** Reads the modes of the next macroblock of a row. */
    void read(int column) {
        int[] tree = header.segmentTree();
        segment = 0;
        if (tree.length > 0) {
            segment = in.read(tree[0]) == 0 ? in.read(tree[1]) : 2 + in.read(tree[2]);
        }
        skipped = header.skipProbability() >= 0 && in.read(header.skipProbability()) != 0;
        inSubblocks = in.read(145) == 0;
        if (inSubblocks) {
            readSubblocks(BLOCKS * column);
        } else {
            luma = readLuma();
            Arrays.fill(above, BLOCKS * column, BLOCKS * column + BLOCKS, luma);
            Arrays.fill(left, luma);
        }
        chroma = readChroma();
    }

    /** Goes on as if the macroblock were flat, where the file has ended. */
    void setMissing() {
        segment = 0;
        skipped = true;
        inSubblocks = false;
        luma = Vp8Prediction.DC;
        chroma = Vp8Prediction.DC;
    }

    private int readLuma() {
        if (in.read(156) != 0) {
            return in.read(128) != 0 ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
        }
        return in.read(163) != 0 ? Vp8Prediction.VERTICAL : Vp8Prediction.DC;
    }

    private int readChroma() {
        if (in.read(142) == 0) {
            return Vp8Prediction.DC;
        }
        if (in.read(114) == 0) {
            return Vp8Prediction.VERTICAL;
        }
        return in.read(183) != 0 ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
    }

    private void readSubblocks(int column) {
        for (int y = 0; y < BLOCKS; y++) {
            int mode = left[y];
            for (int x = 0; x < BLOCKS; x++) {
                mode = readSubblock((above[column + x] * 10 + mode) * 9);
                above[column + x] = mode;
                subblocks[BLOCKS * y + x] = mode;
            }
            left[y] = mode;
        }
    }

    /** The tree of section 11.2. */
    private int readSubblock(int at) {
        int[] table = Vp8Tables.SUBBLOCK_MODES;
        if (in.read(table[at]) == 0) {
            return Vp8Prediction.DC;
        }
        if (in.read(table[at + 1]) == 0) {
            return Vp8Prediction.TRUE_MOTION;
        }
        if (in.read(table[at + 2]) == 0) {
            return Vp8Prediction.VERTICAL;
        }
        if (in.read(table[at + 3]) == 0) {
            if (in.read(table[at + 4]) == 0) {
                return Vp8Prediction.HORIZONTAL;
            }
            return in.read(table[at + 5]) == 0 ? Vp8Prediction.RIGHT_DOWN : Vp8Prediction.VERTICAL_RIGHT;
        }
        if (in.read(table[at + 6]) == 0) {
            return Vp8Prediction.LEFT_DOWN;
        }
        if (in.read(table[at + 7]) == 0) {
            return Vp8Prediction.VERTICAL_LEFT;
        }
        return in.read(table[at + 8]) == 0 ? Vp8Prediction.HORIZONTAL_DOWN : Vp8Prediction.HORIZONTAL_UP;
    }
}
