package dev.darkroom.image.codec;

import java.io.EOFException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A checked window onto a byte array: every read past its end is an {@link EOFException}. Immutable but for the array. */
public final class Bytes {
    private final byte[] data;
    private final int start;
    private final int length;
    private final ByteOrder order;

    private Bytes(byte[] data, int start, int length, ByteOrder order) {
        this.data = data;
        this.start = start;
        this.length = length;
        this.order = order;
    }

    /** All of an array, which is not copied. */
    public static Bytes of(byte[] data, ByteOrder order) {
        return new Bytes(data, 0, data.length, order);
    }

    /** The same bytes, read in another order. */
    public Bytes in(ByteOrder newOrder) {
        return new Bytes(data, start, length, newOrder);
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Whether a range lies inside. */
    public boolean has(long at, long count) {
        return at >= 0 && count >= 0 && at <= length - count;
    }

    /**
     * An unsigned number of one byte.
     *
     * @throws EOFException if it does not lie inside; so do all that follow
     */
    public int u8(long at) throws EOFException {
        return data[index(at, 1)] & 0xff;
    }

    /** An unsigned number of two bytes. */
    public int u16(long at) throws EOFException {
        int i = index(at, 2);
        int first = data[i] & 0xff;
        int second = data[i + 1] & 0xff;
        return order == ByteOrder.BIG_ENDIAN ? first << 8 | second : second << 8 | first;
    }

    /** An unsigned number of three bytes. */
    public int u24(long at) throws EOFException {
        int first = u8(at);
        int second = u8(at + 1);
        int third = u8(at + 2);
        return order == ByteOrder.BIG_ENDIAN ? first << 16 | second << 8 | third : third << 16 | second << 8 | first;
    }

    /** An unsigned number of four bytes. */
    public long u32(long at) throws EOFException {
        long first = u16(at);
        long second = u16(at + 2);
        return order == ByteOrder.BIG_ENDIAN ? first << 16 | second : second << 16 | first;
    }

    /** A signed number of four bytes. */
    public int i32(long at) throws EOFException {
        return (int) u32(at);
    }

    /** A signed number of eight bytes. */
    public long i64(long at) throws EOFException {
        long first = u32(at);
        long second = u32(at + 4);
        return order == ByteOrder.BIG_ENDIAN ? first << 32 | second : second << 32 | first;
    }

    /** Whether the first bytes are these characters of Latin-1. */
    public boolean startsWith(String latin1) {
        return has(0, latin1.length()) && ascii(0, latin1.length()).equals(latin1);
    }

    /** A chunk name; the range must lie inside. */
    public String ascii(int at, int count) {
        return new String(data, start + at, count, StandardCharsets.ISO_8859_1);
    }

    /**
     * A range of these bytes, not copied.
     *
     * @throws EOFException if it does not lie inside
     */
    public Bytes slice(long at, long count) throws EOFException {
        return new Bytes(data, index(at, count), (int) count, order);
    }

    /** A slice that ends early where these bytes do. */
    public Bytes sliceUpTo(long at, long count) throws EOFException {
        return slice(at, Math.min(count, length - at));
    }

    /** A copy. */
    public byte[] toArray() {
        return toArray(length);
    }

    /** A copy of the first bytes, of so many at most. */
    public byte[] toArray(int most) {
        return Arrays.copyOfRange(data, start, start + Math.min(most, length));
    }

    private int index(long at, long count) throws EOFException {
        if (!has(at, count)) {
            throw new EOFException("needs " + count + " bytes at " + at + " of " + length);
        }
        return start + (int) at;
    }
}
