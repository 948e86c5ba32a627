package dev.darkroom.image.png;

import java.util.ArrayList;
import java.util.List;

/**
 * A pass over a picture: every {@code xStep}-th pixel of every {@code yStep}-th row, from {@code x} and {@code y} on.
 *
 * @param columns pixels of a row of this pass, at least 1
 * @param rows rows of this pass, at least 1
 */
record Adam7(int x, int y, int xStep, int yStep, int columns, int rows) {
    /** Third edition, section 8.1: start and step of the seven passes. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    /** The passes of a picture that have pixels; a picture that is not interlaced has one pass. */
    static List<Adam7> passes(PngHeader header) {
        List<Adam7> passes = new ArrayList<>();
        int[][] starts = header.interlaced() ? PASSES : new int[][] {{0, 0, 1, 1}};
        for (int[] pass : starts) {
            int columns = count(header.width(), pass[0], pass[2]);
            int rows = count(header.height(), pass[1], pass[3]);
            if (columns > 0 && rows > 0) {
                passes.add(new Adam7(pass[0], pass[1], pass[2], pass[3], columns, rows));
            }
        }
        return passes;
    }

    private static int count(int length, int start, int step) {
        return length <= start ? 0 : (length - start - 1) / step + 1;
    }
}
