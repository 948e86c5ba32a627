package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.CodeLengths;
import java.util.Arrays;

/**
 * The shortest Huffman code for symbols of known frequency within what JPEG allows: 16 bits at most, and no code of ones only
 * (ITU-T T.81 Annex K.2). Immutable.
 */
final class HuffmanCode {
    /** Symbols are 0 to 255. */
    static final int SYMBOLS = 256;

    /** How many bits {@link #codes} uses for a length. */
    static final int LENGTH_BITS = 5;

    private static final int MAX_LENGTH = 16;
    private static final int SYMBOL_BITS = 9;

    /** Stands for the code of ones only; as the rarest symbol it gets it, and is dropped. */
    private static final int RESERVED = SYMBOLS;

    private final int[] lengthCounts;
    private final byte[] symbols;

    private HuffmanCode(int[] lengthCounts, byte[] symbols) {
        this.lengthCounts = lengthCounts;
        this.symbols = symbols;
    }

    /**
     * The code for symbols that occur so often.
     *
     * @param counts holds the frequencies of symbols 0 to 255 from {@code offset} on; what does not occur gets no code
     */
    static HuffmanCode of(int[] counts, int offset) {
        long[] leaves = new long[SYMBOLS + 1];
        int size = 0;
        leaves[size++] = RESERVED;
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            if (counts[offset + symbol] > 0) {
                leaves[size++] = (long) counts[offset + symbol] << SYMBOL_BITS | symbol;
            }
        }
        Arrays.sort(leaves, 0, size);
        byte[] symbols = new byte[size - 1];
        long[] weights = new long[size];
        for (int i = 0; i < size; i++) {
            weights[i] = leaves[i] >>> SYMBOL_BITS;
        }
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (byte) leaves[size - 1 - i];
        }
        return new HuffmanCode(withoutReserved(CodeLengths.count(weights, MAX_LENGTH)), symbols);
    }

    private static int[] withoutReserved(int[] lengthCounts) {
        int longest = MAX_LENGTH;
        while (lengthCounts[longest] == 0) {
            longest--;
        }
        lengthCounts[longest]--;
        return lengthCounts;
    }

    /** How many codes there are of each length, from 1 to 16. */
    int lengthCount(int length) {
        return lengthCounts[length];
    }

    /** The symbols in the order of their codes; shared, not copied. */
    byte[] symbols() {
        return symbols;
    }

    /**
     * Lists the codes (T.81 figures C.1 and C.2).
     *
     * @param codes takes the code of symbol s at {@code offset + s}, its length in the lowest {@value #LENGTH_BITS} bits, the code above
     */
    void codes(int[] codes, int offset) {
        int code = 0;
        int next = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            for (int i = 0; i < lengthCounts[length]; i++) {
                codes[offset + (symbols[next++] & 0xff)] = code++ << LENGTH_BITS | length;
            }
            code <<= 1;
        }
    }
}
