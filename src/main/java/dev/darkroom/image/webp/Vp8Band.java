package dev.darkroom.image.webp;

import dev.darkroom.image.webp.Vp8FilterStrengths.Strength;
import java.util.Arrays;

/**
 * Decoded samples of the last two rows of macroblocks. Rows are numbered as in the picture; those from {@link #first} to
 * {@link #settled} are final, and rows of chroma that go with them at half their number. For one thread.
 */
final class Vp8Band {
    private static final int SIDE = 16;

    private final int stride;
    private final byte[] luma;
    private final byte[] blue;
    private final byte[] red;
    private int newest = -SIDE;
    private int settled;

    /** @param stride samples in a row of luma, a multiple of 16 */
    Vp8Band(int stride) {
        this.stride = stride;
        this.luma = new byte[2 * SIDE * stride];
        this.blue = new byte[luma.length / 4];
        this.red = new byte[luma.length / 4];
    }

    /** The first row that is held; below 0 at the start. */
    int first() {
        return newest - SIDE;
    }

    /** One past the last row that will not change any more. */
    int settled() {
        return settled;
    }

    byte[] luma() {
        return luma;
    }

    byte[] blue() {
        return blue;
    }

    byte[] red() {
        return red;
    }

    /** Index of the first sample of a row of luma. */
    int lumaRow(int row) {
        return (row - first()) * stride;
    }

    /** Index of the first sample of a row of either chroma plane. */
    int chromaRow(int row) {
        return (row - (first() >> 1)) * (stride >> 1);
    }

    /** Makes room for another row of macroblocks. */
    void advance() {
        System.arraycopy(luma, luma.length / 2, luma, 0, luma.length / 2);
        System.arraycopy(blue, blue.length / 2, blue, 0, blue.length / 2);
        System.arraycopy(red, red.length / 2, red, 0, red.length / 2);
        newest += SIDE;
    }

    void setSettled(int end) {
        settled = end;
    }

    void fillNewest(byte sample) {
        Arrays.fill(luma, luma.length / 2, luma.length, sample);
        Arrays.fill(blue, blue.length / 2, blue.length, sample);
        Arrays.fill(red, red.length / 2, red.length, sample);
    }

    void store(byte[] work, int column) {
        int at = luma.length / 2 + column * SIDE;
        for (int y = 0; y < SIDE; y++) {
            System.arraycopy(work, Vp8Prediction.LUMA + y * Vp8Prediction.STRIDE, luma, at + y * stride, SIDE);
        }
        int chroma = blue.length / 2 + column * SIDE / 2;
        for (int y = 0; y < SIDE / 2; y++) {
            int from = Vp8Prediction.BLUE + y * Vp8Prediction.STRIDE;
            int to = chroma + y * (stride >> 1);
            System.arraycopy(work, from, blue, to, SIDE / 2);
            System.arraycopy(work, from + Vp8Prediction.RED - Vp8Prediction.BLUE, red, to, SIDE / 2);
        }
    }

    /** Filters luma around the macroblock that was stored last. */
    void filterLuma(Strength strength, boolean simple, int column, boolean hasAbove, boolean inner) {
        int at = luma.length / 2 + column * SIDE;
        if (simple) {
            Vp8LoopFilter.filterSimply(strength, luma, at, stride, column > 0, hasAbove, inner);
        } else {
            Vp8LoopFilter.filter(strength, luma, at, stride, SIDE, column > 0, hasAbove, inner);
        }
    }

    /** Filters chroma around the macroblock that was stored last. */
    void filterChroma(Strength strength, int column, boolean hasAbove, boolean inner) {
        int at = blue.length / 2 + column * SIDE / 2;
        Vp8LoopFilter.filter(strength, blue, at, stride >> 1, SIDE / 2, column > 0, hasAbove, inner);
        Vp8LoopFilter.filter(strength, red, at, stride >> 1, SIDE / 2, column > 0, hasAbove, inner);
    }
}
