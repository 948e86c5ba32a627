package dev.darkroom.image.jpeg;

/** The order in which the coefficients of a block are coded (ITU-T T.81, A.3.6), and what of it a reduced block needs. */
final class ZigZag {
    /** Where coefficients go that are read but not needed. */
    static final int UNUSED = 64;

    private static final int[] NATURAL = new int[64];

    static {
        int row = 0;
        int column = 0;
        for (int k = 0; k < NATURAL.length; k++) {
            NATURAL[k] = 8 * row + column;
            boolean up = (row + column) % 2 == 0;
            if (up && column == 7 || !up && row < 7 && column == 0) {
                row++;
            } else if (up && row == 0 || !up && row == 7) {
                column++;
            } else {
                row += up ? -1 : 1;
                column += up ? 1 : -1;
            }
        }
    }

    private ZigZag() {}

    /** Index in a block of eight rows of eight, of the k-th coefficient. */
    static int natural(int k) {
        return NATURAL[k];
    }

    /** Whether a block of scale times scale samples depends on the k-th coefficient. */
    static boolean isNeeded(int k, int scale) {
        return NATURAL[k] >> 3 < scale && (NATURAL[k] & 7) < scale;
    }

    /** The last coefficient that a block of scale times scale samples depends on. */
    static int last(int scale) {
        int k = 63;
        while (!isNeeded(k, scale)) {
            k--;
        }
        return k;
    }

    /** Where each coefficient goes: its natural index, or {@link #UNUSED}. */
    static int[] targets(int scale) {
        int[] targets = new int[64];
        for (int k = 0; k < targets.length; k++) {
            targets[k] = isNeeded(k, scale) ? NATURAL[k] : UNUSED;
        }
        return targets;
    }
}
