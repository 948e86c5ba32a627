package dev.darkroom.image.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes the filters of PNG (third edition, section 9.2). Reads filtered bytes from one array and writes to another, as the
 * first still serves decompression.
 *
 * <p>The bytes of a pixel are calculated with at once, within an int or a long, and the pixel to the left stays in a
 * register: this takes half the time of a byte by byte loop, and has no branches that depend on the picture. What lies
 * behind a pixel of three or six bytes takes part, too; the next pixel overwrites it.
 */
final class Unfilter {
    /** Zeros that rows have in front, and room that they and their input have behind: as many as a pixel has bytes at most. */
    static final int PADDING = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGH_BIT = 0x8080808080808080L;

    private Unfilter() {}

    /**
     * Undoes one row.
     *
     * @param filter 0 to 4
     * @param in holds the filtered bytes from {@code at} on, and {@link #PADDING} others behind
     * @param above the row above, between its paddings; zeros if there is none
     * @param row takes the result, between its paddings
     * @param count bytes of the row
     * @param step bytes of a pixel: 1, 2, 3, 4, 6 or 8
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

    /** The loops differ in their step only: as a constant, it lets the compiler do without checks of array bounds. */
    private static void sub(byte[] in, int at, byte[] row, int count, int step) {
        long left = 0;
        switch (step) {
            case 3 -> {
                for (int i = 0; i < count; i += 3) {
                    left = add((int) INT.get(in, at + i), left);
                    INT.set(row, PADDING + i, (int) left);
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i += 4) {
                    left = add((int) INT.get(in, at + i), left);
                    INT.set(row, PADDING + i, (int) left);
                }
            }
            case 6 -> {
                for (int i = 0; i < count; i += 6) {
                    left = add((long) LONG.get(in, at + i), left);
                    LONG.set(row, PADDING + i, left);
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i += 8) {
                    left = add((long) LONG.get(in, at + i), left);
                    LONG.set(row, PADDING + i, left);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    row[PADDING + i] = (byte) (in[at + i] + row[PADDING + i - step]);
                }
            }
        }
    }

    private static void up(byte[] in, int at, byte[] above, byte[] row, int count) {
        for (int i = 0; i < count; i += 8) {
            LONG.set(row, PADDING + i, add((long) LONG.get(in, at + i), (long) LONG.get(above, PADDING + i)));
        }
    }

    private static void average(byte[] in, int at, byte[] above, byte[] row, int count, int step) {
        long left = 0;
        switch (step) {
            case 3 -> {
                for (int i = 0; i < count; i += 3) {
                    left = add((int) INT.get(in, at + i), mean(left, (int) INT.get(above, PADDING + i)));
                    INT.set(row, PADDING + i, (int) left);
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i += 4) {
                    left = add((int) INT.get(in, at + i), mean(left, (int) INT.get(above, PADDING + i)));
                    INT.set(row, PADDING + i, (int) left);
                }
            }
            case 6 -> {
                for (int i = 0; i < count; i += 6) {
                    left = add((long) LONG.get(in, at + i), mean(left, (long) LONG.get(above, PADDING + i)));
                    LONG.set(row, PADDING + i, left);
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i += 8) {
                    left = add((long) LONG.get(in, at + i), mean(left, (long) LONG.get(above, PADDING + i)));
                    LONG.set(row, PADDING + i, left);
                }
            }
            default -> {
                for (int i = 0, to = PADDING; i < count; i++, to++) {
                    row[to] = (byte) (in[at + i] + ((row[to - step] & 0xff) + (above[to] & 0xff) >> 1));
                }
            }
        }
    }

    private static void paeth(byte[] in, int at, byte[] above, byte[] row, int count, int step) {
        switch (step) {
            case 1 -> Paeth.bytes(in, at, above, row, count);
            case 2 -> Paeth.pairs(in, at, above, row, count);
            case 3 -> Paeth.triples(in, at, above, row, count);
            case 4 -> Paeth.quadruples(in, at, above, row, count);
            case 6 -> Paeth.sextuples(in, at, above, row, count);
            default -> Paeth.octuples(in, at, above, row, count);
        }
    }

    /** Adds byte by byte, without carry from one to the next. */
    private static long add(long x, long y) {
        return (x & LOW_BITS) + (y & LOW_BITS) ^ (x ^ y) & HIGH_BIT;
    }

    /** The mean of each two bytes, rounded down: what they have in common, and half of what they have not. */
    private static long mean(long x, long y) {
        return (x & y) + ((x ^ y) >>> 1 & LOW_BITS);
    }
}
