package dev.darkroom.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes that takes segments as they are, and coded data stuffed as T.81 F.1.2.3 has it. For one thread. */
final class JpegOutput {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    /** @param expected a guess of the size in bytes; it grows beyond */
    JpegOutput(int expected) {
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

    /** All that was written. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Appends four bytes of coded data, the high one first; at once where none must be stuffed: 98 of 100 times. */
    void writeStuffed(int value) {
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

    /** Appends a byte of coded data. */
    void writeStuffedByte(int value) {
        writeByte(value);
        if (value == 0xff) {
            writeByte(0);
        }
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), (int)
                    Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
        }
    }
}
