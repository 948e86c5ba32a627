package dev.darkroom.image.webp;

import dev.darkroom.image.webp.Vp8FrameHeader.Steps;
import java.util.Arrays;

/**
 * The coefficients of one macroblock (RFC 6386, section 13), and what its neighbours need to know of them. For one thread
 * and one frame.
 */
final class Vp8Residuals {
    private static final int BLOCKS = 24;
    private static final int SECOND = BLOCKS * 16;

    /** Blocks of luma, blue and red along an edge of a macroblock, and the block of first coefficients. */
    private static final int EDGE = 4 + 2 + 2 + 1;

    private static final int EDGE_BLUE = 4;
    private static final int EDGE_RED = 6;
    private static final int EDGE_SECOND = 8;

    private final Vp8Coefficients probabilities;
    private final Vp8Transform transform = new Vp8Transform();
    /** Of the blocks of luma, blue, red, and the first coefficients. */
    private final short[] coefficients = new short[SECOND + 16];

    private final int[] ends = new int[BLOCKS];
    /** Whether blocks along the edge to the neighbours had coefficients: 1 or 0. */
    private final int[] above;

    private final int[] left = new int[EDGE];
    private boolean any;

    Vp8Residuals(Vp8Coefficients probabilities, int macroblocks) {
        this.probabilities = probabilities;
        this.above = new int[EDGE * macroblocks];
    }

    void startRow() {
        Arrays.fill(left, 0);
    }

    /** Whether the macroblock has coefficients that change anything. */
    boolean isAny() {
        return any;
    }

    /** A macroblock without coefficients. */
    void skip(int column, boolean inSubblocks) {
        any = false;
        // Macroblocks in subblocks have no block of first coefficients, so they say nothing of it.
        int count = inSubblocks ? EDGE_SECOND : EDGE;
        Arrays.fill(above, EDGE * column, EDGE * column + count, 0);
        Arrays.fill(left, 0, count, 0);
    }

    /** Reads all blocks of a macroblock. */
    void read(BoolReader in, Steps steps, int column, boolean inSubblocks) {
        int edge = EDGE * column;
        int kind = Vp8Coefficients.LUMA;
        int first = 0;
        any = false;
        if (!inSubblocks) {
            readFirstCoefficients(in, steps, edge);
            kind = Vp8Coefficients.LUMA_WITHOUT_DC;
            first = 1;
        }
        for (int y = 0, block = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++, block++) {
                int context = above[edge + x] + left[y];
                int end = probabilities.read(
                        in, kind, context, first, steps.lumaDc(), steps.lumaAc(), coefficients, 16 * block);
                int present = end > first ? 1 : 0;
                above[edge + x] = present;
                left[y] = present;
                setEnd(block, end);
            }
        }
        readChroma(in, steps, edge, EDGE_BLUE, 16);
        readChroma(in, steps, edge, EDGE_RED, 20);
    }

    private void readFirstCoefficients(BoolReader in, Steps steps, int edge) {
        int context = above[edge + EDGE_SECOND] + left[EDGE_SECOND];
        int end = probabilities.read(
                in, Vp8Coefficients.LUMA_DC, context, 0, steps.secondDc(), steps.secondAc(), coefficients, SECOND);
        int present = end > 0 ? 1 : 0;
        above[edge + EDGE_SECOND] = present;
        left[EDGE_SECOND] = present;
        if (end > 1) {
            transform.inverseWalshHadamard(coefficients, SECOND, coefficients);
            Arrays.fill(coefficients, SECOND, SECOND + 16, (short) 0);
        } else if (end == 1) {
            short dc = (short) (coefficients[SECOND] + 3 >> 3);
            for (int i = 0; i < SECOND - 8 * 16; i += 16) {
                coefficients[i] = dc;
            }
            coefficients[SECOND] = 0;
        }
    }

    private void readChroma(BoolReader in, Steps steps, int edge, int side, int firstBlock) {
        for (int y = 0, block = firstBlock; y < 2; y++) {
            for (int x = 0; x < 2; x++, block++) {
                int context = above[edge + side + x] + left[side + y];
                int end = probabilities.read(
                        in,
                        Vp8Coefficients.CHROMA,
                        context,
                        0,
                        steps.chromaDc(),
                        steps.chromaAc(),
                        coefficients,
                        16 * block);
                int present = end > 0 ? 1 : 0;
                above[edge + side + x] = present;
                left[side + y] = present;
                setEnd(block, end);
            }
        }
    }

    private void setEnd(int block, int end) {
        ends[block] = end;
        any |= end > 1 || coefficients[16 * block] != 0;
    }

    /** Adds a block to what was predicted of it, and forgets it. */
    void add(int block, byte[] work, int at) {
        int start = 16 * block;
        if (ends[block] > 1) {
            transform.addInverseDct(coefficients, start, work, at);
            Arrays.fill(coefficients, start, start + 16, (short) 0);
        } else if (coefficients[start] != 0) {
            Vp8Transform.addDc(coefficients[start], work, at);
            coefficients[start] = 0;
        }
    }
}
