package dev.darkroom.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded bytes of a scan as bits, highest first (ITU-T T.81, F.2.2.5). Stuffed zeros are taken out a chunk at a
 * time, eight bytes a step, so that refilling the bits needs no look at single bytes: a quarter off the time of a scan.
 *
 * <p>Readers work on local copies of {@link #bits}, {@link #count} and {@link #position}, and write them back. They call
 * {@link #ensure} before each block; up to {@value #MARGIN} bytes may be read until the next call, zeros where there are
 * no more. For one thread.
 */
final class BitSource {
    /** More than a block of 64 coefficients can take, at 16 bits of code and 15 of value each. */
    static final int MARGIN = 256;

    private static final int CHUNK = 1 << 14;
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    /** The next bits, from the top; below {@link #count} bits there may be more, which are read again. */
    long bits;
    /** How many of the bits count. */
    int count;
    /** Index in {@link #buffer} of the next byte to refill from. */
    int position;
    /** The chunk, without stuffed zeros. */
    final byte[] buffer = new byte[CHUNK + 2 * MARGIN];

    private final byte[] data;
    private int next;
    private int limit;
    private boolean ended;

    /** @param start where the bytes of the scan start in the file */
    BitSource(byte[] data, int start) {
        this.data = data;
        this.next = start;
    }

    /** Eight bytes of a buffer, first byte highest. */
    static long load(byte[] buffer, int position) {
        return (long) BIG.get(buffer, position);
    }

    /** Tops up to at least 56 bits. No branch: bytes of which a part is there already are read once more. */
    void refill() {
        bits |= load(buffer, position) >>> count;
        position += 63 - count >> 3;
        count |= 56;
    }

    /** Drops bits that were looked at. */
    void consume(int number) {
        bits <<= number;
        count -= number;
    }

    /** Takes 1 to 16 bits that are there. */
    int take(int number) {
        int value = (int) (bits >>> 64 - number);
        consume(number);
        return value;
    }

    /** Makes sure that {@value #MARGIN} bytes lie ahead of the position; zeros where the scan has ended. */
    void ensure() {
        if (position > limit - MARGIN && !ended) {
            fill();
        }
    }

    /** Whether more bits were read than there are. */
    boolean isExhausted() {
        return ended && 8L * position - count > 8L * limit;
    }

    /** Gives up what is left up to the next marker, and tells where in the file that is. */
    int findMarker() {
        while (!ended) {
            limit = 0;
            unstuff();
        }
        limit = 0;
        position = 1;
        count = 0;
        return next;
    }

    /** Starts anew behind a marker. */
    void restart(int start) {
        next = start;
        limit = 0;
        position = 0;
        bits = 0;
        count = 0;
        ended = false;
    }

    private void fill() {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        while (limit < MARGIN && !ended) {
            unstuff();
        }
        if (ended) {
            Arrays.fill(buffer, limit, limit + MARGIN + Long.BYTES, (byte) 0);
        }
    }

    /** Appends to the buffer until it is full or a marker is met. */
    private void unstuff() {
        int out = limit;
        int in = next;
        while (out < CHUNK) {
            if (in > data.length - Long.BYTES) {
                next = in;
                limit = out;
                unstuffTail();
                return;
            }
            long eight = (long) LITTLE.get(data, in);
            LITTLE.set(buffer, out, eight);
            long inverted = ~eight;
            long zeros = inverted - ONES & eight & TOPS;
            if (zeros == 0) {
                out += Long.BYTES;
                in += Long.BYTES;
                continue;
            }
            int plain = Long.numberOfTrailingZeros(zeros) >>> 3;
            out += plain + 1;
            in = afterFf(in + plain);
            if (ended) {
                out--;
                break;
            }
        }
        next = in;
        limit = out;
    }

    private void unstuffTail() {
        while (next < data.length && !ended) {
            byte value = data[next];
            if (value == (byte) 0xff) {
                next = afterFf(next);
                if (ended) {
                    return;
                }
            } else {
                next++;
            }
            buffer[limit++] = value;
        }
        ended = true;
    }

    /** Returns where to go on behind 0xff and its stuffed zero; sets {@link #ended} if it is a marker, and returns where. */
    private int afterFf(int at) {
        int code = at + 1;
        while (code < data.length && data[code] == (byte) 0xff) {
            code++;
        }
        if (code < data.length && data[code] == 0) {
            return code + 1;
        }
        ended = true;
        return Math.min(code, data.length) - 1;
    }
}
