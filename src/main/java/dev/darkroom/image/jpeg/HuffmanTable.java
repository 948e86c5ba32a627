package dev.darkroom.image.jpeg;

import java.io.IOException;
import java.util.Arrays;

/**
 * A Huffman table (ITU-T T.81, annex C and F.2.2.3) in the forms that decoding wants. Immutable but for the skipping table,
 * which is built when first asked for.
 *
 * <p>An <i>entry</i> packs what the next bits mean: bits 0 to 5 tell how many of them it takes, bits 6 to 14 how far it
 * advances in the zigzag order, bits 16 to 31 the value. End of block advances by {@link #END_OF_BLOCK}. Bit 15 marks entries
 * that are yet to be completed with more bits.
 */
final class HuffmanTable {
    /** Advance of an end of block: farther than any run goes. */
    static final int END_OF_BLOCK = 128;
    /** Advance of an entry of the skipping table that tells nothing. */
    static final int UNKNOWN = 256;
    /** Bits that the skipping table looks at. Wider ones skip more at once, but no longer stay in the first-level cache. */
    static final int SKIP_BITS = 13;
    /** Bits that the table of values looks at. */
    static final int VALUE_BITS = 10;
    /** Marks an entry that {@link #complete} is to be asked about. */
    static final int INCOMPLETE = 1 << 15;

    private static final int MAX_LENGTH = 16;

    private final boolean ac;
    private final byte[] symbols;
    /** For each length, one past the largest code of this length, aligned to 16 bits; 0 where there is none. */
    private final int[] ends = new int[MAX_LENGTH + 1];
    /** For each length, what to add to a code to get the index of its symbol. */
    private final int[] offsets = new int[MAX_LENGTH + 1];

    private final int[] values = new int[1 << VALUE_BITS];
    private volatile short[] skips = {};

    private HuffmanTable(boolean ac, byte[] counts, byte[] symbols) {
        this.ac = ac;
        this.symbols = symbols;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            int number = counts[length - 1] & 0xff;
            offsets[length] = index - code;
            index += number;
            code += number;
            ends[length] = number == 0 ? 0 : code << MAX_LENGTH - length;
            code <<= 1;
        }
        fillValues(counts);
    }

    /**
     * Builds a table.
     *
     * @param ac whether it is for AC coefficients
     * @param counts number of codes of each length from 1 to 16
     * @param symbols the symbols in the order of their codes
     * @throws IOException if there are more codes than fit
     */
    static HuffmanTable of(boolean ac, byte[] counts, byte[] symbols) throws IOException {
        int free = 1;
        for (byte count : counts) {
            free = 2 * free - (count & 0xff);
            if (free < 0) {
                throw new IOException("a Huffman table has more codes than fit");
            }
        }
        return new HuffmanTable(ac, counts, symbols);
    }

    /** Entries by the next {@value #VALUE_BITS} bits, with {@link #INCOMPLETE} set where these do not suffice. */
    int[] values() {
        return values;
    }

    /**
     * Entries by the next {@value #SKIP_BITS} bits for when values do not matter: each takes as many whole coefficients as
     * the bits hold, three on average, which makes skipping three times as fast. Their advance is the sum of all.
     */
    short[] skips() {
        short[] built = skips;
        if (built.length == 0) {
            built = buildSkips();
            skips = built;
        }
        return built;
    }

    /**
     * The entry of the next bits where the table of values has an incomplete one. Codes that fit into that table are known
     * without a search, which matters since the large coefficients of low frequency often have long values.
     *
     * @param incomplete what the table has
     * @param bits the next bits, from the top; at least 32 of them
     */
    int complete(int incomplete, long bits) {
        int length = incomplete & 63;
        if (length == 0) {
            return slowEntry(bits);
        }
        int size = incomplete >> 16;
        return value(bits << length, size) << 16 | (incomplete & 511 << 6) | length + size;
    }

    /**
     * The entry of the next bits, whatever their length. Bits that are no code count as an end of block.
     *
     * @param bits the next bits, from the top; at least 32 of them
     */
    int slowEntry(long bits) {
        int window = (int) (bits >>> 64 - MAX_LENGTH);
        for (int length = 1; length <= MAX_LENGTH; length++) {
            if (window < ends[length]) {
                int index = (window >>> MAX_LENGTH - length) + offsets[length];
                return entry(symbols[index] & 0xff, length, bits);
            }
        }
        return END_OF_BLOCK << 6 | MAX_LENGTH;
    }

    /**
     * The symbol of the next bits and the length of its code.
     *
     * @return symbol times 256, plus length; symbol 0 for bits that are no code
     */
    int symbol(long bits) {
        int window = (int) (bits >>> 64 - MAX_LENGTH);
        for (int length = 1; length <= MAX_LENGTH; length++) {
            if (window < ends[length]) {
                return (symbols[(window >>> MAX_LENGTH - length) + offsets[length]] & 0xff) << 8 | length;
            }
        }
        return MAX_LENGTH;
    }

    private int entry(int symbol, int length, long bits) {
        int size = symbol & 15;
        int advance = advance(symbol);
        if (size == 0) {
            return advance << 6 | length;
        }
        return value(bits << length, size) << 16 | advance << 6 | length + size;
    }

    private int advance(int symbol) {
        if (!ac) {
            return 0;
        }
        return (symbol & 15) == 0 && symbol != 0xf0 ? END_OF_BLOCK : (symbol >> 4) + 1;
    }

    /** The EOBn of progressive scans (G.1.2.2), whose run is told by bits of their own. */
    private boolean isRunOfEnds(int symbol) {
        return ac && (symbol & 15) == 0 && symbol != 0 && symbol != 0xf0;
    }

    /** EXTEND of F.2.2.1: a value of so many bits is negative if the first of them is 0. */
    static int value(long bits, int size) {
        int value = (int) (bits >>> 64 - size);
        return bits < 0 ? value : value - (1 << size) + 1;
    }

    private void fillValues(byte[] counts) {
        Arrays.fill(values, INCOMPLETE);
        int code = 0;
        int index = 0;
        for (int length = 1; length <= VALUE_BITS; length++) {
            for (int i = 0; i < (counts[length - 1] & 0xff); i++) {
                fillValues(symbols[index++] & 0xff, code++ << VALUE_BITS - length, length);
            }
            code <<= 1;
        }
    }

    private void fillValues(int symbol, int first, int length) {
        int size = symbol & 15;
        for (int window = first; window < first + (1 << VALUE_BITS - length); window++) {
            if (isRunOfEnds(symbol)) {
                values[window] = INCOMPLETE;
            } else if (length + size > VALUE_BITS) {
                values[window] = size << 16 | INCOMPLETE | advance(symbol) << 6 | length;
            } else {
                values[window] = entry(symbol, length, (long) window << 64 - VALUE_BITS);
            }
        }
    }

    private short[] buildSkips() {
        short[] single = buildSingleSkips();
        short[] built = new short[single.length];
        int mask = single.length - 1;
        for (int window = 0; window < single.length; window++) {
            int taken = 0;
            int advance = 0;
            while (advance < END_OF_BLOCK) {
                int entry = single[window << taken & mask];
                int length = entry & 63;
                if (length == 0 || taken + length > SKIP_BITS || advance + (entry >> 6 & 63) > 63) {
                    break;
                }
                taken += length;
                advance += entry >> 6;
            }
            built[window] = (short) (taken == 0 ? UNKNOWN << 6 : advance << 6 | taken);
        }
        return built;
    }

    /** One coefficient, or an end of block, an entry; 0 where the bits do not suffice or the run has bits of its own. */
    private short[] buildSingleSkips() {
        short[] single = new short[1 << SKIP_BITS];
        for (int length = 1; length <= SKIP_BITS; length++) {
            int end = ends[length] >> MAX_LENGTH - SKIP_BITS;
            int width = 1 << SKIP_BITS - length;
            for (int first = firstWindow(length); first < end; first += width) {
                int symbol = symbols[(first >> SKIP_BITS - length) + offsets[length]] & 0xff;
                int size = symbol & 15;
                if (length + size <= SKIP_BITS && !isRunOfEnds(symbol)) {
                    Arrays.fill(single, first, first + width, (short) (advance(symbol) << 6 | length + size));
                }
            }
        }
        return single;
    }

    private int firstWindow(int length) {
        int first = 0;
        for (int shorter = 1; shorter < length; shorter++) {
            first = Math.max(first, ends[shorter]);
        }
        return first >> MAX_LENGTH - SKIP_BITS;
    }
}
