package dev.darkroom.image.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/**
 * Decompresses a zlib stream (RFC 1950 and 1951) into a window from which its reader takes bytes in place. Faster than
 * {@link java.util.zip.Inflater} on pictures, by a third to a half, and reads input that lies in pieces. Checksums are not
 * verified. For one thread.
 *
 * <p>Longer than other classes, as its fast loop and its careful one share their state, and must agree on every symbol.
 */
final class Inflate {
    /** How far back a distance may point. */
    private static final int HISTORY = 1 << 15;

    private static final int LONGEST_MATCH = 258;
    /** Room behind what is written: one look-up and one match, and what copies by eight write too much. */
    private static final int OUTPUT_MARGIN = LONGEST_MATCH + 32;
    /** The fast loop loads eight bytes twice before it looks again. */
    private static final int INPUT_MARGIN = 16;

    private static final int LITERAL_MASK = (1 << DeflateCodes.LITERAL_BITS) - 1;
    private static final int DISTANCE_MASK = (1 << DeflateCodes.DISTANCE_BITS) - 1;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final DeflateInput input;
    private final DeflateCodes codes = new DeflateCodes();
    private final byte[] window;
    private State state = State.HEADER;
    private boolean last;
    private int storedLeft;
    private int readAt;
    private int writeAt;

    /** @param demand the largest number of bytes that {@link #require} will be asked for */
    Inflate(DeflateInput input, int demand) {
        this.input = input;
        this.window = new byte[3 * HISTORY + demand + OUTPUT_MARGIN];
    }

    /** Where the bytes lie; the array stays the same, and is not to be changed. */
    byte[] window() {
        return window;
    }

    /** Index of the next byte in the window; moves with {@link #require}. */
    int position() {
        return readAt;
    }

    /** How many bytes can be read from {@link #position} on. */
    int available() {
        return writeAt - readAt;
    }

    /** Moves on by some bytes that are available. */
    void skip(int count) {
        readAt += count;
    }

    /**
     * Sees to it that so many bytes are available. Decompresses ahead, but no more than the window holds.
     *
     * @return whether they are; if not, the stream ends before, and what is available is all there is
     * @throws DataFormatException if the stream is damaged; what was decompressed before is still available
     */
    boolean require(int count) throws DataFormatException {
        if (available() >= count) {
            return true;
        }
        slide();
        while (available() < count && state != State.END) {
            advance();
        }
        return available() >= count;
    }

    private void slide() {
        int from = Math.max(0, Math.min(readAt, writeAt - HISTORY));
        System.arraycopy(window, from, window, 0, writeAt - from);
        readAt -= from;
        writeAt -= from;
    }

    private void advance() throws DataFormatException {
        switch (state) {
            case HEADER -> readHeader();
            case BLOCK -> readBlock();
            case STORED -> copyStored();
            case CODED -> decode();
            default -> throw new DataFormatException("no such code or distance");
        }
    }

    private void readHeader() throws DataFormatException {
        int method = input.take(8);
        int flags = input.take(8);
        if (flags < 0 || (method & 15) != 8 || (flags & 32) != 0) {
            throw new DataFormatException("not a zlib stream");
        }
        state = State.BLOCK;
    }

    private void readBlock() throws DataFormatException {
        if (last) {
            state = State.END;
            return;
        }
        int header = input.take(3);
        if (header < 0) {
            endEarly();
            return;
        }
        last = (header & 1) != 0;
        switch (header >>> 1) {
            case 0 -> readStoredLength();
            case 1 -> {
                codes.setFixed();
                state = State.CODED;
            }
            case 2 -> {
                codes.read(input);
                state = State.CODED;
            }
            default -> throw new DataFormatException("no such type of block");
        }
    }

    private void readStoredLength() throws DataFormatException {
        input.align();
        int length = input.take(16);
        int complement = input.take(16);
        if (complement < 0) {
            endEarly();
            return;
        }
        if (length != (~complement & 0xffff)) {
            throw new DataFormatException("length of a stored block");
        }
        storedLeft = length;
        state = State.STORED;
    }

    private void copyStored() {
        int wanted = Math.min(storedLeft, window.length - OUTPUT_MARGIN - writeAt);
        int copied = input.copy(window, writeAt, wanted);
        writeAt += copied;
        storedLeft -= copied;
        if (storedLeft == 0) {
            state = State.BLOCK;
        } else if (copied < wanted) {
            endEarly();
        }
    }

    private void endEarly() {
        state = State.END;
    }

    private void decode() {
        int limit = window.length - OUTPUT_MARGIN;
        while (state == State.CODED && writeAt < limit) {
            if (input.end - input.at >= INPUT_MARGIN) {
                decodeFast(input.end - INPUT_MARGIN, limit);
            }
            if (state == State.CODED && writeAt < limit) {
                decodeOne();
            }
        }
    }

    /**
     * The loop in which nearly all time is spent: runs while there is plenty of input and room. Bits are loaded eight bytes
     * at once without a branch: as many whole bytes count as fit, the others are loaded again, to the same place. Nothing
     * is masked that a shift ignores anyway: of {@code count} and of an entry it takes the lowest six bits.
     */
    private void decodeFast(int inputLimit, int outputLimit) {
        byte[] data = input.data;
        byte[] out = window;
        int[] literals = codes.literals.entries;
        int[] distances = codes.distances.entries;
        long bits = input.bits;
        int count = input.count;
        int at = input.at;
        int to = writeAt;
        State next = State.CODED;
        while (at <= inputLimit && to < outputLimit) {
            bits |= (long) LONG.get(data, at) << count;
            at += 63 - (count & 63) >> 3;
            count = count & 63 | 56;
            int entry = literals[(int) bits & LITERAL_MASK];
            int found = entry >>> HuffmanTable.LITERALS;
            if (found != 0) {
                INT.set(out, to, entry >>> HuffmanTable.BYTES);
                to += found;
                bits >>>= entry;
                count -= entry;
                entry = literals[(int) bits & LITERAL_MASK];
                found = entry >>> HuffmanTable.LITERALS;
                if (found != 0) {
                    INT.set(out, to, entry >>> HuffmanTable.BYTES);
                    to += found;
                    bits >>>= entry;
                    count -= entry;
                    entry = literals[(int) bits & LITERAL_MASK];
                    found = entry >>> HuffmanTable.LITERALS;
                    if (found != 0) {
                        INT.set(out, to, entry >>> HuffmanTable.BYTES);
                        to += found;
                        bits >>>= entry;
                        count -= entry;
                        entry = literals[(int) bits & LITERAL_MASK];
                        found = entry >>> HuffmanTable.LITERALS;
                        if (found != 0) {
                            INT.set(out, to, entry >>> HuffmanTable.BYTES);
                            to += found;
                            bits >>>= entry;
                            count -= entry;
                            continue;
                        }
                    }
                }
            }
            if ((entry & HuffmanTable.LINK) != 0) {
                bits >>>= DeflateCodes.LITERAL_BITS;
                count -= DeflateCodes.LITERAL_BITS;
                entry = literals[
                        (entry >>> HuffmanTable.BASE)
                                + ((int) bits & (1 << (entry >>> HuffmanTable.EXTRA & HuffmanTable.EXTRA_MASK)) - 1)];
                if (entry >>> HuffmanTable.LITERALS != 0) {
                    out[to++] = (byte) (entry >>> HuffmanTable.BYTES);
                    bits >>>= entry;
                    count -= entry;
                    continue;
                }
            }
            bits >>>= entry;
            count -= entry;
            if ((entry & HuffmanTable.VALUE) == 0) {
                next = (entry & HuffmanTable.END) != 0 ? State.BLOCK : State.DAMAGED;
                break;
            }
            int extra = entry >>> HuffmanTable.EXTRA & HuffmanTable.EXTRA_MASK;
            int length = (entry >>> HuffmanTable.BASE) + ((int) bits & (1 << extra) - 1);
            bits >>>= extra;
            count -= extra;

            bits |= (long) LONG.get(data, at) << count;
            at += 63 - (count & 63) >> 3;
            count = count & 63 | 56;
            entry = distances[(int) bits & DISTANCE_MASK];
            if ((entry & HuffmanTable.LINK) != 0) {
                bits >>>= DeflateCodes.DISTANCE_BITS;
                count -= DeflateCodes.DISTANCE_BITS;
                entry = distances[
                        (entry >>> HuffmanTable.BASE)
                                + ((int) bits & (1 << (entry >>> HuffmanTable.EXTRA & HuffmanTable.EXTRA_MASK)) - 1)];
            }
            bits >>>= entry;
            count -= entry;
            extra = entry >>> HuffmanTable.EXTRA & HuffmanTable.EXTRA_MASK;
            int distance = (entry >>> HuffmanTable.BASE) + ((int) bits & (1 << extra) - 1);
            bits >>>= extra;
            count -= extra;
            // An entry without code has the value 0, which no distance has.
            if (distance == 0 || distance > to) {
                next = State.DAMAGED;
                break;
            }
            copyMatch(out, to, distance, length);
            to += length;
        }
        count &= 63;
        input.bits = bits & (1L << count) - 1;
        input.count = count;
        input.at = at;
        writeAt = to;
        state = next;
    }

    /** Copies at least the length, by eights. */
    private static void copyMatch(byte[] out, int to, int distance, int length) {
        int from = to - distance;
        int end = to + length;
        if (distance >= 8) {
            LONG.set(out, to, (long) LONG.get(out, from));
            LONG.set(out, to + 8, (long) LONG.get(out, from + 8));
            for (int i = to + 16, j = from + 16; i < end; i += 8, j += 8) {
                LONG.set(out, i, (long) LONG.get(out, j));
            }
        } else {
            copyPattern(out, to, distance, end);
        }
    }

    /** A match that overlaps itself within eight bytes: repeats them in a register, and steps by whole patterns. */
    private static void copyPattern(byte[] out, int to, int distance, int end) {
        int bits = distance * 8;
        long pattern = (long) LONG.get(out, to - distance) & (1L << bits) - 1;
        for (int filled = bits; filled < 64; filled *= 2) {
            pattern |= pattern << filled;
        }
        int step = 8 - 8 % distance;
        for (int i = to; i < end; i += step) {
            LONG.set(out, i, pattern);
        }
    }

    /** One entry of the table, with a look at the input before each step: for the ends of segments. */
    private void decodeOne() {
        input.refill();
        int entry = lookUp(codes.literals.entries, DeflateCodes.LITERAL_BITS);
        int literals = entry >>> HuffmanTable.LITERALS;
        if (!consume(entry & 63)) {
            endEarly();
        } else if (literals > 0) {
            INT.set(window, writeAt, entry >>> HuffmanTable.BYTES);
            writeAt += literals;
        } else if ((entry & HuffmanTable.VALUE) == 0) {
            state = (entry & HuffmanTable.END) != 0 ? State.BLOCK : State.DAMAGED;
        } else {
            decodeMatch(entry);
        }
    }

    private void decodeMatch(int lengthEntry) {
        int length = value(lengthEntry);
        input.refill();
        int entry = lookUp(codes.distances.entries, DeflateCodes.DISTANCE_BITS);
        int distance = length < 0 || !consume(entry & 63) ? -1 : value(entry);
        if (distance < 0) {
            endEarly();
            return;
        }
        if (distance == 0 || distance > writeAt) {
            state = State.DAMAGED;
            return;
        }
        copyMatch(window, writeAt, distance, length);
        writeAt += length;
    }

    /** The entry for the next bits, of a subtable if need be, whose bits count from the start of the code then. */
    private int lookUp(int[] entries, int mainBits) {
        int entry = entries[(int) input.bits & (1 << mainBits) - 1];
        if (entry >>> HuffmanTable.LITERALS != 0 || (entry & HuffmanTable.LINK) == 0) {
            return entry;
        }
        int rest =
                (int) (input.bits >>> mainBits) & (1 << (entry >>> HuffmanTable.EXTRA & HuffmanTable.EXTRA_MASK)) - 1;
        return entries[(entry >>> HuffmanTable.BASE) + rest] + mainBits;
    }

    private int value(int entry) {
        int extra = input.take(entry >>> HuffmanTable.EXTRA & HuffmanTable.EXTRA_MASK);
        return extra < 0 ? -1 : (entry >>> HuffmanTable.BASE) + extra;
    }

    private boolean consume(int bits) {
        if (input.count < bits) {
            return false;
        }
        input.bits >>>= bits;
        input.count -= bits;
        return true;
    }

    private enum State {
        HEADER,
        BLOCK,
        STORED,
        CODED,
        END,
        DAMAGED
    }
}
