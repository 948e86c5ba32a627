package dev.darkroom.image.webp;

import java.io.IOException;

/**
 * A canonical prefix code (RFC 9649, section 3.7.2.1) as tables that take up to eight bits at once: codes that are longer go on in
 * a second table. A code of one symbol takes no bits at all. Immutable.
 */
final class PrefixCode {
    static final int MAX_LENGTH = 15;

    private static final int ROOT_BITS = 8;
    /** In place of a length that fits into the first table. */
    private static final int GOES_ON = 15;

    private final int[] table;
    private final int rootMask;

    private PrefixCode(int[] table, int rootMask) {
        this.table = table;
        this.rootMask = rootMask;
    }

    /**
     * Builds the tables.
     *
     * @param lengths of the codes by symbol, up to 15; 0 for symbols that do not occur
     * @param symbols number of symbols, up to 4096
     * @throws IOException if the lengths are not those of a complete code
     */
    static PrefixCode of(int[] lengths, int symbols) throws IOException {
        int[] counts = new int[MAX_LENGTH + 1];
        int last = 0;
        for (int symbol = 0; symbol < symbols; symbol++) {
            int length = lengths[symbol];
            counts[length]++;
            last = length > 0 ? symbol : last;
        }
        if (counts[0] == symbols - 1) {
            return single(last);
        }
        int longest = 0;
        int room = 1;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            room = 2 * room - counts[length];
            if (room < 0) {
                throw new IOException("too many codes");
            }
            longest = counts[length] > 0 ? length : longest;
        }
        if (room != 0) {
            throw new IOException("codes that mean nothing");
        }
        return of(lengths, symbols, counts, longest);
    }

    private static PrefixCode single(int symbol) {
        return new PrefixCode(new int[] {symbol << 4}, 0);
    }

    private static PrefixCode of(int[] lengths, int symbols, int[] counts, int longest) {
        int[] next = new int[MAX_LENGTH + 2];
        for (int length = 1; length <= MAX_LENGTH; length++) {
            next[length + 1] = next[length] + counts[length] << 1;
        }
        int rootBits = Math.min(ROOT_BITS, longest);
        int rootSize = 1 << rootBits;
        int[] reversed = new int[symbols];
        int[] longestBehind = new int[rootSize];
        for (int symbol = 0; symbol < symbols; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                reversed[symbol] = Integer.reverse(next[length]++) >>> Integer.SIZE - length;
                int prefix = reversed[symbol] & rootSize - 1;
                longestBehind[prefix] = Math.max(longestBehind[prefix], length);
            }
        }
        int[] table = new int[link(longestBehind, rootBits, new int[0])];
        link(longestBehind, rootBits, table);
        for (int symbol = 0; symbol < symbols; symbol++) {
            int length = lengths[symbol];
            if (length > rootBits) {
                int entry = table[reversed[symbol] & rootSize - 1];
                int start = entry >>> 8;
                int size = 1 << (entry >> 4 & 15);
                fill(table, start, size, reversed[symbol] >> rootBits, length - rootBits, symbol << 4 | length);
            } else if (length > 0) {
                fill(table, 0, rootSize, reversed[symbol], length, symbol << 4 | length);
            }
        }
        return new PrefixCode(table, rootSize - 1);
    }

    /** Points from the first table to the second ones, if there is a table, and returns the size of all of them. */
    private static int link(int[] longestBehind, int rootBits, int[] table) {
        int size = longestBehind.length;
        for (int prefix = 0; prefix < longestBehind.length; prefix++) {
            int bits = longestBehind[prefix] - rootBits;
            if (bits > 0) {
                if (table.length > 0) {
                    table[prefix] = size << 8 | bits << 4 | GOES_ON;
                }
                size += 1 << bits;
            }
        }
        return size;
    }

    private static void fill(int[] table, int start, int size, int code, int length, int entry) {
        for (int i = code; i < size; i += 1 << length) {
            table[start + i] = entry;
        }
    }

    /** Whether there is only one symbol, which takes no bits. */
    boolean isSingle() {
        return rootMask == 0;
    }

    /** The symbol whose code is all zeros; the only one if {@link #isSingle}. */
    int firstSymbol() {
        return table[0] >>> 4;
    }

    /** Memory that the tables take, in integers. */
    int size() {
        return table.length;
    }

    /** Reads a symbol. There must be 15 bits to look at, see {@link Vp8lBits#fill}. */
    int read(Vp8lBits in) {
        int bits = in.peek();
        int entry = table[bits & rootMask];
        if ((entry & 15) == GOES_ON) {
            entry = table[(entry >>> 8) + (bits >>> ROOT_BITS & (1 << (entry >> 4 & 15)) - 1)];
        }
        in.skip(entry & 15);
        return entry >>> 4;
    }
}
