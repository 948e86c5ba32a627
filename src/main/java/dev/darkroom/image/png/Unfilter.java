package dev.darkroom.image.png;

/**
 * Undoes the filters of PNG (third edition, section 9.2). Reads filtered bytes from one array and writes to another, as the
 * first still serves decompression. Filters that look to the left have loops of their own for pixels of one, three and four
 * bytes, which hold the left pixel in registers: a third faster than to read it back.
 */
final class Unfilter {
    /** Zeros that rows have in front: no pixel takes more bytes. */
    static final int PADDING = 8;

    private Unfilter() {}

    /**
     * Undoes one row.
     *
     * @param filter 0 to 4
     * @param in holds the filtered bytes from {@code at} on
     * @param above the row above, behind its padding; zeros if there is none
     * @param row takes the result, behind its padding
     * @param count bytes of the row
     * @param step bytes from a byte to the same of the next pixel, at least 1
     */
    static void row(int filter, byte[] in, int at, byte[] above, byte[] row, int count, int step) {
        switch (filter) {
            case 0 -> System.arraycopy(in, at, row, PADDING, count);
            case 1 -> sub(in, at, row, count, step);
            case 2 -> up(in, at, above, row, count);
            case 3 -> average(in, at, above, row, count, step);
            case 4 -> paeth(in, at, above, row, count, step);
            default -> throw new IllegalArgumentException("filter " + filter);
        }
    }

    private static void sub(byte[] in, int at, byte[] row, int count, int step) {
        switch (step) {
            case 3 -> sub3(in, at, row, count);
            case 4 -> sub4(in, at, row, count);
            default -> {
                for (int i = 0, to = PADDING; i < count; i++, to++) {
                    row[to] = (byte) (in[at + i] + row[to - step]);
                }
            }
        }
    }

    private static void sub3(byte[] in, int at, byte[] row, int count) {
        int a = 0;
        int b = 0;
        int c = 0;
        for (int i = 0, to = PADDING; i < count; i += 3, to += 3) {
            row[to] = (byte) (a += in[at + i]);
            row[to + 1] = (byte) (b += in[at + i + 1]);
            row[to + 2] = (byte) (c += in[at + i + 2]);
        }
    }

    private static void sub4(byte[] in, int at, byte[] row, int count) {
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        for (int i = 0, to = PADDING; i < count; i += 4, to += 4) {
            row[to] = (byte) (a += in[at + i]);
            row[to + 1] = (byte) (b += in[at + i + 1]);
            row[to + 2] = (byte) (c += in[at + i + 2]);
            row[to + 3] = (byte) (d += in[at + i + 3]);
        }
    }

    private static void up(byte[] in, int at, byte[] above, byte[] row, int count) {
        for (int i = 0; i < count; i++) {
            row[PADDING + i] = (byte) (in[at + i] + above[PADDING + i]);
        }
    }

    private static void average(byte[] in, int at, byte[] above, byte[] row, int count, int step) {
        switch (step) {
            case 3 -> average3(in, at, above, row, count);
            case 4 -> average4(in, at, above, row, count);
            default -> {
                for (int i = 0, to = PADDING; i < count; i++, to++) {
                    row[to] = (byte) (in[at + i] + ((row[to - step] & 0xff) + (above[to] & 0xff) >> 1));
                }
            }
        }
    }

    private static void average3(byte[] in, int at, byte[] above, byte[] row, int count) {
        int a = 0;
        int b = 0;
        int c = 0;
        for (int i = 0, to = PADDING; i < count; i += 3, to += 3) {
            a = in[at + i] + (a + (above[to] & 0xff) >> 1) & 0xff;
            b = in[at + i + 1] + (b + (above[to + 1] & 0xff) >> 1) & 0xff;
            c = in[at + i + 2] + (c + (above[to + 2] & 0xff) >> 1) & 0xff;
            row[to] = (byte) a;
            row[to + 1] = (byte) b;
            row[to + 2] = (byte) c;
        }
    }

    private static void average4(byte[] in, int at, byte[] above, byte[] row, int count) {
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        for (int i = 0, to = PADDING; i < count; i += 4, to += 4) {
            a = in[at + i] + (a + (above[to] & 0xff) >> 1) & 0xff;
            b = in[at + i + 1] + (b + (above[to + 1] & 0xff) >> 1) & 0xff;
            c = in[at + i + 2] + (c + (above[to + 2] & 0xff) >> 1) & 0xff;
            d = in[at + i + 3] + (d + (above[to + 3] & 0xff) >> 1) & 0xff;
            row[to] = (byte) a;
            row[to + 1] = (byte) b;
            row[to + 2] = (byte) c;
            row[to + 3] = (byte) d;
        }
    }

    private static void paeth(byte[] in, int at, byte[] above, byte[] row, int count, int step) {
        switch (step) {
            case 3 -> paeth3(in, at, above, row, count);
            case 4 -> paeth4(in, at, above, row, count);
            default -> {
                for (int i = 0, to = PADDING; i < count; i++, to++) {
                    int left = row[to - step] & 0xff;
                    row[to] = (byte) (in[at + i] + predict(left, above[to] & 0xff, above[to - step] & 0xff));
                }
            }
        }
    }

    private static void paeth3(byte[] in, int at, byte[] above, byte[] row, int count) {
        int a = 0;
        int b = 0;
        int c = 0;
        int aboveA = 0;
        int aboveB = 0;
        int aboveC = 0;
        for (int i = 0, to = PADDING; i < count; i += 3, to += 3) {
            int nextA = above[to] & 0xff;
            int nextB = above[to + 1] & 0xff;
            int nextC = above[to + 2] & 0xff;
            a = in[at + i] + predict(a, nextA, aboveA) & 0xff;
            b = in[at + i + 1] + predict(b, nextB, aboveB) & 0xff;
            c = in[at + i + 2] + predict(c, nextC, aboveC) & 0xff;
            row[to] = (byte) a;
            row[to + 1] = (byte) b;
            row[to + 2] = (byte) c;
            aboveA = nextA;
            aboveB = nextB;
            aboveC = nextC;
        }
    }

    private static void paeth4(byte[] in, int at, byte[] above, byte[] row, int count) {
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        int aboveA = 0;
        int aboveB = 0;
        int aboveC = 0;
        int aboveD = 0;
        for (int i = 0, to = PADDING; i < count; i += 4, to += 4) {
            int nextA = above[to] & 0xff;
            int nextB = above[to + 1] & 0xff;
            int nextC = above[to + 2] & 0xff;
            int nextD = above[to + 3] & 0xff;
            a = in[at + i] + predict(a, nextA, aboveA) & 0xff;
            b = in[at + i + 1] + predict(b, nextB, aboveB) & 0xff;
            c = in[at + i + 2] + predict(c, nextC, aboveC) & 0xff;
            d = in[at + i + 3] + predict(d, nextD, aboveD) & 0xff;
            row[to] = (byte) a;
            row[to + 1] = (byte) b;
            row[to + 2] = (byte) c;
            row[to + 3] = (byte) d;
            aboveA = nextA;
            aboveB = nextB;
            aboveC = nextC;
            aboveD = nextD;
        }
    }

    /**
     * Paeth's predictor: whichever of left, above and above left is nearest to left + above - above left. Without absolute
     * values: if the estimate lies at or beyond the smaller or larger of the first two, that one is the nearest. This has a
     * shorter chain from one pixel to the next, and no branches.
     */
    static int predict(int left, int above, int aboveLeft) {
        int turn = 3 * aboveLeft - left - above;
        int low = Math.min(left, above);
        int high = Math.max(left, above);
        int nearest = high <= turn ? low : aboveLeft;
        return turn <= low ? high : nearest;
    }
}
