package dev.darkroom.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes that takes segments, and bits stuffed as T.81 F.1.2.3 has it. For one thread. */
final class BitOutput {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;
    private long bits;
    private int bitCount;

    /** @param expected a guess of the size in bytes; it grows beyond */
    BitOutput(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    /** Appends a byte as it is. */
    void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Appends two bytes as they are, the high one first. */
    void writeShort(int value) {
        writeByte(value >> 8);
        writeByte(value);
    }

    /** Appends bytes as they are. */
    void writeBytes(byte[] values) {
        reserve(values.length);
        System.arraycopy(values, 0, bytes, size, values.length);
        size += values.length;
    }

    /**
     * Appends bits, the high ones first.
     *
     * @param count 1 to 32
     */
    void writeBits(int value, int count) {
        bits = bits << count | value;
        bitCount += count;
        if (bitCount >= 32) {
            bitCount -= 32;
            writeStuffed((int) (bits >>> bitCount));
        }
    }

    /** Fills the last byte up with ones, and appends what is left of the bits. */
    void endBits() {
        int fill = -bitCount & 7;
        bits = bits << fill | (1 << fill) - 1;
        bitCount += fill;
        while (bitCount > 0) {
            bitCount -= 8;
            writeStuffedByte((int) (bits >>> bitCount) & 0xff);
        }
    }

    /** All that was written. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Four bytes at once where none is 0xff: 98 of 100 times. */
    private void writeStuffed(int value) {
        reserve(8);
        // Sets the high bit of each byte that is 0xff, and perhaps of others if one is.
        if ((value & 0x80808080 & ~value - 0x01010101) == 0) {
            INTS.set(bytes, size, value);
            size += 4;
            return;
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            writeStuffedByte(value >>> shift & 0xff);
        }
    }

    private void writeStuffedByte(int value) {
        writeByte(value);
        if (value == 0xff) {
            writeByte(0);
        }
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), (int) Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
        }
    }
}
