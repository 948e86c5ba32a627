package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * One frame of a GIF before its pixels are decoded.
 *
 * @param disposal 2 to clear its place before the next frame, 3 to restore what was there; else it stays
 * @param delay time it is shown, in hundredths of a second
 * @param transparent index of the colour that leaves what is beneath
 * @param colors three bytes a colour
 * @param data from the LZW code size on
 */
record GifFrame(
        int x,
        int y,
        int width,
        int height,
        boolean interlaced,
        int disposal,
        int delay,
        OptionalInt transparent,
        Bytes colors,
        Bytes data) {
    private static final int[] PASS_STARTS = {0, 4, 2, 1};
    private static final int[] PASS_STEPS = {8, 8, 4, 2};

    /** ARGB for all 256 indices: 0 where transparent, black where the file has no colour. */
    int[] palette() throws IOException {
        int[] argb = new int[256];
        for (int i = 0; i < argb.length; i++) {
            boolean present = colors.has(3L * i, 3);
            argb[i] = 0xff000000
                    | (present ? colors.u8(3L * i) << 16 | colors.u8(3L * i + 1) << 8 | colors.u8(3L * i + 2) : 0);
        }
        transparent.ifPresent(index -> argb[index] = 0);
        return argb;
    }

    /** Where the n-th row of the data belongs. */
    int row(int n) {
        if (!interlaced) {
            return n;
        }
        int left = n;
        for (int pass = 0; pass < PASS_STARTS.length; pass++) {
            int rows = Math.max(0, (height - PASS_STARTS[pass] + PASS_STEPS[pass] - 1) / PASS_STEPS[pass]);
            if (left < rows) {
                return PASS_STARTS[pass] + left * PASS_STEPS[pass];
            }
            left -= rows;
        }
        throw new IllegalArgumentException("row " + n + " of " + height);
    }
}
