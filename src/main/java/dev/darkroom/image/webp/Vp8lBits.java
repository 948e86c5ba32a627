package dev.darkroom.image.webp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits, the lowest of each byte first (RFC 9649, section 3.2). Holds at least 32 bits after {@link #fill}, so that a
 * pixel needs two checks instead of one for each code. Reads zeros past the end, and counts them.
 */
final class Vp8lBits {
    private static final VarHandle LITTLE_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] data;
    private final int end;
    private int position;
    private long window;
    private int count;
    private long missing;

    /** Reads {@code length} bytes from {@code start} on; both lie inside the data. */
    Vp8lBits(byte[] data, int start, int length) {
        this.data = data;
        this.position = start;
        this.end = start + length;
    }

    /** Makes sure that 32 bits can be looked at and skipped. */
    void fill() {
        if (count < Integer.SIZE) {
            if (end - position >= Integer.BYTES) {
                window |= ((int) LITTLE_ENDIAN_INT.get(data, position) & 0xffffffffL) << count;
                position += Integer.BYTES;
                count += Integer.SIZE;
            } else {
                fillAtEnd();
            }
        }
    }

    private void fillAtEnd() {
        while (count < Integer.SIZE) {
            if (position < end) {
                window |= (data[position++] & 0xffL) << count;
            } else {
                missing += Byte.SIZE;
            }
            count += Byte.SIZE;
        }
    }

    /** The next 32 bits, of which as many are true as {@link #fill} has left. */
    int peek() {
        return (int) window;
    }

    /** Drops up to 32 bits. */
    void skip(int bits) {
        window >>>= bits;
        count -= bits;
    }

    /** A number of up to 24 bits. */
    int read(int bits) {
        fill();
        int result = (int) window & (1 << bits) - 1;
        skip(bits);
        return result;
    }

    boolean readFlag() {
        return read(1) != 0;
    }

    /** Whether bits were used that do not exist. */
    boolean isExhausted() {
        return missing > count;
    }
}
