package dev.darkroom.image.png;

import dev.darkroom.image.codec.CodeLengths;
import java.util.Arrays;

/**
 * A Huffman code as deflate has it (RFC 1951, 3.2.2).
 *
 * @param lengths bits of each symbol's code; 0 if it has none
 * @param codes the code of each symbol, lowest bit first as it is written, above {@value #LENGTH_BITS} bits for its length
 */
record PrefixCode(int[] lengths, int[] codes) {
    /** Bits that {@link #codes} uses for lengths. */
    static final int LENGTH_BITS = 4;

    /** Those bits. */
    static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private static final int SYMBOL_BITS = 16;

    /**
     * The shortest code for symbols that occur so often, of which two must at least.
     *
     * @param max the longest code allowed, in bits, up to 15
     */
    static PrefixCode of(int[] counts, int max) {
        int[] lengths = lengths(counts, max);
        return new PrefixCode(lengths, codes(lengths, max));
    }

    private static int[] lengths(int[] counts, int max) {
        long[] leaves = new long[counts.length];
        int size = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                leaves[size++] = (long) counts[symbol] << SYMBOL_BITS | symbol;
            }
        }
        Arrays.sort(leaves, 0, size);
        long[] weights = new long[size];
        for (int i = 0; i < size; i++) {
            weights[i] = leaves[i] >>> SYMBOL_BITS;
        }
        int[] lengthCounts = CodeLengths.count(weights, max);
        int[] lengths = new int[counts.length];
        int rarest = 0;
        for (int length = max; length > 0; length--) {
            for (int i = 0; i < lengthCounts[length]; i++) {
                lengths[(int) leaves[rarest++] & (1 << SYMBOL_BITS) - 1] = length;
            }
        }
        return lengths;
    }

    private static int[] codes(int[] lengths, int max) {
        int[] counts = new int[max + 1];
        for (int length : lengths) {
            counts[length]++;
        }
        int[] next = new int[max + 1];
        for (int length = 2; length <= max; length++) {
            next[length] = next[length - 1] + counts[length - 1] << 1;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                int reversed = Integer.reverse(next[length]++) >>> Integer.SIZE - length;
                codes[symbol] = reversed << LENGTH_BITS | length;
            }
        }
        return codes;
    }
}
