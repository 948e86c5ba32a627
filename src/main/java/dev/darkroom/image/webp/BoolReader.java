package dev.darkroom.image.webp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The boolean entropy decoder of VP8 (RFC 6386, section 7). Holds up to 63 bits of the stream at a time, so that seven
 * bytes are read at once instead of one after every few decisions. Reads zeros past the end, and counts them.
 *
 * <p>The fields are open to {@link Vp8Coefficients} alone, which keeps them in local variables for the length of a block.
 */
final class BoolReader {
    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BYTES_AT_ONCE = 7;

    /** A sound stream can be read to its end with two bytes of nothing behind it. */
    private static final int SLACK_BITS = 16;

    /** The bits that are not used up; the topmost eight of them are compared with the split. */
    long value;
    /** How many bits of {@link #value} lie below those eight; negative when some of the eight are still to be read. */
    int bits = -8;
    /** Width of the interval, 128 to 255 between decisions. */
    int range = 255;

    private final byte[] data;
    private final int end;
    private int position;
    private int missingBytes;

    /** Reads {@code length} bytes from {@code start} on; both lie inside the data. */
    BoolReader(byte[] data, int start, int length) {
        this.data = data;
        this.position = start;
        this.end = start + length;
    }

    /**
     * Decides between 0 and 1.
     *
     * @param probability of a zero, in 256ths
     */
    int read(int probability) {
        if (bits < 0) {
            refill();
        }
        int split = 1 + ((range - 1) * probability >> 8);
        long bigSplit = (long) split << bits;
        int bit;
        if (value >= bigSplit) {
            value -= bigSplit;
            range -= split;
            bit = 1;
        } else {
            range = split;
            bit = 0;
        }
        int shift = Integer.numberOfLeadingZeros(range) - 24;
        range <<= shift;
        bits -= shift;
        return bit;
    }

    boolean readFlag() {
        return read(128) != 0;
    }

    /** An unsigned number, its highest bit first. */
    int readLiteral(int count) {
        int result = 0;
        for (int i = 0; i < count; i++) {
            result = result << 1 | read(128);
        }
        return result;
    }

    /** A number of so many bits followed by its sign. */
    int readSigned(int count) {
        int magnitude = readLiteral(count);
        return readFlag() ? -magnitude : magnitude;
    }

    /** A number with its sign behind a flag that tells whether there is one; else 0. */
    int readOptionalSigned(int count) {
        return readFlag() ? readSigned(count) : 0;
    }

    /** Whether decisions were made of bits that do not exist. */
    boolean isExhausted() {
        return missingBytes > 0 && missingBytes * 8 - (bits + 8) > SLACK_BITS;
    }

    /** Takes in seven bytes; to be called when {@link #bits} is negative. */
    void refill() {
        if (end - position >= Long.BYTES) {
            value = value << 8 * BYTES_AT_ONCE | (long) BIG_ENDIAN_LONG.get(data, position) >>> 8;
            position += BYTES_AT_ONCE;
        } else {
            refillAtEnd();
        }
        bits += 8 * BYTES_AT_ONCE;
    }

    private void refillAtEnd() {
        for (int i = 0; i < BYTES_AT_ONCE; i++) {
            value <<= 8;
            if (position < end) {
                value |= data[position++] & 0xff;
            } else {
                missingBytes++;
            }
        }
    }
}
