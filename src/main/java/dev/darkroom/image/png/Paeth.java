package dev.darkroom.image.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes Paeth's filter (PNG, third edition, section 9.4), which predicts whichever of left, above and above left is nearest
 * to left + above - above left, in this order.
 *
 * <p>With the smaller and the larger of left and above, and turn = 3 above left - left - above, this is the same as: the
 * larger if turn is at most the smaller; else the smaller if turn is at least the larger; else above left. Comparisons are
 * made by arithmetic on four values in the 16 bit lanes of a long: branches would be mispredicted every other pixel, and
 * take twice to three times as long.
 */
final class Paeth {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int PADDING = Unfilter.PADDING;
    private static final long BYTES = 0x00ff00ff00ff00ffL;
    /** A bit above all bytes: survives a subtraction if that does not go below zero. */
    private static final long BIT8 = 0x0100010001000100L;
    /** A bit above the sum of three bytes. */
    private static final long BIT10 = 0x0400040004000400L;

    private Paeth() {}

    /** Pixels of one byte. Parameters as of {@link Unfilter#row}. */
    static void bytes(byte[] in, int at, byte[] above, byte[] row, int count) {
        int left = 0;
        int aboveLeft = 0;
        for (int i = 0; i < count; i++) {
            int up = above[PADDING + i] & 0xff;
            left = in[at + i] + predict(left, up, aboveLeft) & 0xff;
            row[PADDING + i] = (byte) left;
            aboveLeft = up;
        }
    }

    /** Pixels of two bytes. */
    static void pairs(byte[] in, int at, byte[] above, byte[] row, int count) {
        int left0 = 0;
        int left1 = 0;
        int aboveLeft0 = 0;
        int aboveLeft1 = 0;
        for (int i = 0; i < count; i += 2) {
            int up0 = above[PADDING + i] & 0xff;
            int up1 = above[PADDING + i + 1] & 0xff;
            left0 = in[at + i] + predict(left0, up0, aboveLeft0) & 0xff;
            left1 = in[at + i + 1] + predict(left1, up1, aboveLeft1) & 0xff;
            row[PADDING + i] = (byte) left0;
            row[PADDING + i + 1] = (byte) left1;
            aboveLeft0 = up0;
            aboveLeft1 = up1;
        }
    }

    /** Pixels of three bytes: one long. The loops differ in their step only, which must be a constant: see {@link Unfilter}. */
    static void triples(byte[] in, int at, byte[] above, byte[] row, int count) {
        long left = 0;
        long aboveLeft = 0;
        for (int i = 0; i < count; i += 3) {
            long up = spread((int) INT.get(above, PADDING + i));
            left = spread((int) INT.get(in, at + i)) + predict(left, up, aboveLeft) & BYTES;
            INT.set(row, PADDING + i, (int) (left | left >>> 24));
            aboveLeft = up;
        }
    }

    /** Pixels of four bytes. */
    static void quadruples(byte[] in, int at, byte[] above, byte[] row, int count) {
        long left = 0;
        long aboveLeft = 0;
        for (int i = 0; i < count; i += 4) {
            long up = spread((int) INT.get(above, PADDING + i));
            left = spread((int) INT.get(in, at + i)) + predict(left, up, aboveLeft) & BYTES;
            INT.set(row, PADDING + i, (int) (left | left >>> 24));
            aboveLeft = up;
        }
    }

    /** Pixels of six bytes: two longs, one of the bytes of even and one of those of odd index. */
    static void sextuples(byte[] in, int at, byte[] above, byte[] row, int count) {
        long even = 0;
        long odd = 0;
        long aboveEven = 0;
        long aboveOdd = 0;
        for (int i = 0; i < count; i += 6) {
            long up = (long) LONG.get(above, PADDING + i);
            long filtered = (long) LONG.get(in, at + i);
            long upEven = up & BYTES;
            long upOdd = up >>> 8 & BYTES;
            even = (filtered & BYTES) + predict(even, upEven, aboveEven) & BYTES;
            odd = (filtered >>> 8 & BYTES) + predict(odd, upOdd, aboveOdd) & BYTES;
            LONG.set(row, PADDING + i, even | odd << 8);
            aboveEven = upEven;
            aboveOdd = upOdd;
        }
    }

    /** Pixels of eight bytes. */
    static void octuples(byte[] in, int at, byte[] above, byte[] row, int count) {
        long even = 0;
        long odd = 0;
        long aboveEven = 0;
        long aboveOdd = 0;
        for (int i = 0; i < count; i += 8) {
            long up = (long) LONG.get(above, PADDING + i);
            long filtered = (long) LONG.get(in, at + i);
            long upEven = up & BYTES;
            long upOdd = up >>> 8 & BYTES;
            even = (filtered & BYTES) + predict(even, upEven, aboveEven) & BYTES;
            odd = (filtered >>> 8 & BYTES) + predict(odd, upOdd, aboveOdd) & BYTES;
            LONG.set(row, PADDING + i, even | odd << 8);
            aboveEven = upEven;
            aboveOdd = upOdd;
        }
    }

    /** Bytes 0 and 2 in the two lower lanes, 1 and 3 in the upper ones. */
    private static long spread(int four) {
        return four & 0xff00ffL | (long) (four >>> 8 & 0xff00ff) << 32;
    }

    /** Four predictions in lanes. */
    private static long predict(long left, long up, long aboveLeft) {
        long notBelow = (up | BIT8) - left & BIT8;
        long swap = (left ^ up) & notBelow - (notBelow >>> 8);
        long smaller = up ^ swap;
        long larger = left ^ swap;
        // May be negative, and borrow from the next lane; the sums that follow give it back.
        long turn = aboveLeft + aboveLeft + aboveLeft - (left + up);
        long low = BIT10 - turn + smaller & BIT10;
        long high = BIT10 + turn - larger & BIT10;
        long nearest = aboveLeft ^ (aboveLeft ^ smaller) & high - (high >>> 10);
        return nearest ^ (nearest ^ larger) & low - (low >>> 10);
    }

    /** One prediction. */
    static int predict(int left, int up, int aboveLeft) {
        int smaller = Math.min(left, up);
        int larger = Math.max(left, up);
        int turn = 3 * aboveLeft - up - left;
        int nearest = smaller ^ (smaller ^ aboveLeft) & turn - larger >> 31;
        return larger ^ (larger ^ nearest) & smaller - turn >> 31;
    }
}
