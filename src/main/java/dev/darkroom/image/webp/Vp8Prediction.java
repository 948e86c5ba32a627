package dev.darkroom.image.webp;

import java.util.Arrays;

/**
 * Intra prediction (RFC 6386, section 12) in a work area that holds one macroblock with its surroundings: a row above, four
 * samples further to the right than the macroblock for luma, and a column to the left.
 */
final class Vp8Prediction {
    /** Samples from one row of the work area to the next: a constant is cheaper than a field in every address. */
    static final int STRIDE = 32;

    static final int LUMA = STRIDE + 8;
    static final int BLUE = LUMA + 17 * STRIDE;
    static final int RED = BLUE + 16;
    static final int WORK_AREA = BLUE + 8 * STRIDE + 8;

    /** Modes of whole macroblocks and of subblocks. */
    static final int DC = 0;

    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;

    /** Modes of subblocks only. */
    static final int RIGHT_DOWN = 4;

    static final int VERTICAL_RIGHT = 5;
    static final int LEFT_DOWN = 6;
    static final int VERTICAL_LEFT = 7;
    static final int HORIZONTAL_DOWN = 8;
    static final int HORIZONTAL_UP = 9;

    private Vp8Prediction() {}

    /**
     * Predicts a macroblock's luma or chroma.
     *
     * @param at first sample
     * @param size 16 or 8
     * @param hasAbove whether the row above is part of the picture
     * @param hasLeft whether the column to the left is part of the picture
     */
    static void predictSquare(int mode, byte[] work, int at, int size, boolean hasAbove, boolean hasLeft) {
        switch (mode) {
            case VERTICAL -> {
                for (int row = 0; row < size; row++) {
                    System.arraycopy(work, at - STRIDE, work, at + row * STRIDE, size);
                }
            }
            case HORIZONTAL -> {
                for (int row = at; row < at + size * STRIDE; row += STRIDE) {
                    Arrays.fill(work, row, row + size, work[row - 1]);
                }
            }
            case TRUE_MOTION -> predictTrueMotion(work, at, size);
            default -> {
                byte average = (byte) average(work, at, size, hasAbove, hasLeft);
                for (int row = at; row < at + size * STRIDE; row += STRIDE) {
                    Arrays.fill(work, row, row + size, average);
                }
            }
        }
    }

    private static int average(byte[] work, int at, int size, boolean hasAbove, boolean hasLeft) {
        int sum = 0;
        int count = 0;
        if (hasAbove) {
            for (int i = 0; i < size; i++) {
                sum += work[at - STRIDE + i] & 0xff;
            }
            count += size;
        }
        if (hasLeft) {
            for (int i = 0; i < size; i++) {
                sum += work[at - 1 + i * STRIDE] & 0xff;
            }
            count += size;
        }
        // The count is a power of two.
        return count == 0 ? 128 : sum + (count >> 1) >> Integer.numberOfTrailingZeros(count);
    }

    private static void predictTrueMotion(byte[] work, int at, int size) {
        int corner = work[at - STRIDE - 1] & 0xff;
        for (int row = at; row < at + size * STRIDE; row += STRIDE) {
            int slope = (work[row - 1] & 0xff) - corner;
            for (int i = 0; i < size; i++) {
                work[row + i] = (byte) clamp((work[at - STRIDE + i] & 0xff) + slope);
            }
        }
    }

    /** Predicts a subblock of 4x4 samples. */
    static void predictSubblock(int mode, byte[] work, int at) {
        switch (mode) {
            case DC -> fill(work, at, averageOfEdges(work, at));
            case TRUE_MOTION -> predictTrueMotion(work, at, 4);
            case VERTICAL -> predictSmoothVertical(work, at);
            case HORIZONTAL -> predictSmoothHorizontal(work, at);
            case LEFT_DOWN -> predictLeftDown(work, at);
            case VERTICAL_LEFT -> predictVerticalLeft(work, at);
            case HORIZONTAL_UP -> predictHorizontalUp(work, at);
            default -> predictFromCorner(mode, work, at);
        }
    }

    static int clamp(int sample) {
        return (sample & ~0xff) == 0 ? sample : sample < 0 ? 0 : 255;
    }

    private static int averageOfEdges(byte[] work, int at) {
        int sum = 4;
        for (int i = 0; i < 4; i++) {
            sum += above(work, at, i) + left(work, at, i);
        }
        return sum >> 3;
    }

    private static void predictSmoothVertical(byte[] work, int at) {
        for (int x = 0; x < 4; x++) {
            byte sample = (byte) smooth(above(work, at, x - 1), above(work, at, x), above(work, at, x + 1));
            for (int y = 0; y < 4; y++) {
                work[at + y * STRIDE + x] = sample;
            }
        }
    }

    private static void predictSmoothHorizontal(byte[] work, int at) {
        int before = above(work, at, -1);
        int sample = left(work, at, 0);
        for (int y = 0; y < 4; y++) {
            int after = y == 3 ? sample : left(work, at, y + 1);
            int row = at + y * STRIDE;
            Arrays.fill(work, row, row + 4, (byte) smooth(before, sample, after));
            before = sample;
            sample = after;
        }
    }

    private static void predictLeftDown(byte[] work, int at) {
        int before = above(work, at, 0);
        int sample = above(work, at, 1);
        for (int diagonal = 0; diagonal < 7; diagonal++) {
            int after = above(work, at, Math.min(7, diagonal + 2));
            byte value = (byte) smooth(before, sample, after);
            for (int y = Math.max(0, diagonal - 3); y <= Math.min(3, diagonal); y++) {
                work[at + y * STRIDE + diagonal - y] = value;
            }
            before = sample;
            sample = after;
        }
    }

    private static void predictVerticalLeft(byte[] work, int at) {
        int a = above(work, at, 0);
        int b = above(work, at, 1);
        int c = above(work, at, 2);
        int d = above(work, at, 3);
        int e = above(work, at, 4);
        int f = above(work, at, 5);
        int g = above(work, at, 6);
        int h = above(work, at, 7);
        setRow(work, at, mean(a, b), mean(b, c), mean(c, d), mean(d, e));
        setRow(work, at + STRIDE, smooth(a, b, c), smooth(b, c, d), smooth(c, d, e), smooth(d, e, f));
        setRow(work, at + 2 * STRIDE, mean(b, c), mean(c, d), mean(d, e), smooth(e, f, g));
        setRow(work, at + 3 * STRIDE, smooth(b, c, d), smooth(c, d, e), smooth(d, e, f), smooth(f, g, h));
    }

    private static void predictHorizontalUp(byte[] work, int at) {
        int i = left(work, at, 0);
        int j = left(work, at, 1);
        int k = left(work, at, 2);
        int l = left(work, at, 3);
        setRow(work, at, mean(i, j), smooth(i, j, k), mean(j, k), smooth(j, k, l));
        setRow(work, at + STRIDE, mean(j, k), smooth(j, k, l), mean(k, l), smooth(k, l, l));
        setRow(work, at + 2 * STRIDE, mean(k, l), smooth(k, l, l), l, l);
        setRow(work, at + 3 * STRIDE, l, l, l, l);
    }

    /** The three modes that look to the left and above, around the corner. Letters as in the RFC: left is i to l. */
    private static void predictFromCorner(int mode, byte[] work, int at) {
        int a = above(work, at, 0);
        int b = above(work, at, 1);
        int c = above(work, at, 2);
        int d = above(work, at, 3);
        int x = above(work, at, -1);
        int i = left(work, at, 0);
        int j = left(work, at, 1);
        int k = left(work, at, 2);
        int l = left(work, at, 3);
        int row1 = at + STRIDE;
        int row2 = at + 2 * STRIDE;
        int row3 = at + 3 * STRIDE;
        switch (mode) {
            case RIGHT_DOWN -> {
                setRow(work, at, smooth(i, x, a), smooth(x, a, b), smooth(a, b, c), smooth(b, c, d));
                setRow(work, row1, smooth(j, i, x), smooth(i, x, a), smooth(x, a, b), smooth(a, b, c));
                setRow(work, row2, smooth(k, j, i), smooth(j, i, x), smooth(i, x, a), smooth(x, a, b));
                setRow(work, row3, smooth(l, k, j), smooth(k, j, i), smooth(j, i, x), smooth(i, x, a));
            }
            case VERTICAL_RIGHT -> {
                setRow(work, at, mean(x, a), mean(a, b), mean(b, c), mean(c, d));
                setRow(work, row1, smooth(i, x, a), smooth(x, a, b), smooth(a, b, c), smooth(b, c, d));
                setRow(work, row2, smooth(j, i, x), mean(x, a), mean(a, b), mean(b, c));
                setRow(work, row3, smooth(k, j, i), smooth(i, x, a), smooth(x, a, b), smooth(a, b, c));
            }
            default -> {
                setRow(work, at, mean(i, x), smooth(i, x, a), smooth(x, a, b), smooth(a, b, c));
                setRow(work, row1, mean(j, i), smooth(j, i, x), mean(i, x), smooth(i, x, a));
                setRow(work, row2, mean(k, j), smooth(k, j, i), mean(j, i), smooth(j, i, x));
                setRow(work, row3, mean(l, k), smooth(l, k, j), mean(k, j), smooth(k, j, i));
            }
        }
    }

    private static int above(byte[] work, int at, int x) {
        return work[at - STRIDE + x] & 0xff;
    }

    private static int left(byte[] work, int at, int y) {
        return work[at - 1 + y * STRIDE] & 0xff;
    }

    private static int mean(int first, int second) {
        return first + second + 1 >> 1;
    }

    private static int smooth(int before, int sample, int after) {
        return before + 2 * sample + after + 2 >> 2;
    }

    private static void setRow(byte[] work, int at, int first, int second, int third, int fourth) {
        work[at] = (byte) first;
        work[at + 1] = (byte) second;
        work[at + 2] = (byte) third;
        work[at + 3] = (byte) fourth;
    }

    private static void fill(byte[] work, int at, int sample) {
        for (int row = at; row < at + 4 * STRIDE; row += STRIDE) {
            Arrays.fill(work, row, row + 4, (byte) sample);
        }
    }
}
