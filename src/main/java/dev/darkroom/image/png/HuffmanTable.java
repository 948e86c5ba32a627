package dev.darkroom.image.png;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * A look-up table for one canonical Huffman code of DEFLATE (RFC 1951, section 3.2.2). The next bits of the stream index
 * the main table; codes that are longer than its index lead on to a subtable. Made anew for each block in the same arrays.
 * For one thread.
 *
 * <p>An entry is an int. Its bits, from the lowest:
 *
 * <pre>
 * 0-5    bits of the stream that the entry stands for: added to a shift count as they are
 * 30-31  number of literals, 0 to 3: a shift yields it and tells whether it is 0
 * 6-29   if there are literals: these, the first lowest, so that one store of 32 bits writes all of them
 * 8      otherwise: set for a value with extra bits,
 * 9      set for a link to a subtable,
 * 10     set for the end of the block; all three are unset where no code is assigned
 * 11-14  number of extra bits, or of index bits of the subtable
 * 15-29  value to which the extra bits are added, or where the subtable starts
 * </pre>
 */
final class HuffmanTable {
    /** Shifts the number of literals down. */
    static final int LITERALS = 30;
    /** Shifts the literals down, with rubbish above. */
    static final int BYTES = 6;
    /** Shifts the number of extra bits down, to be masked. */
    static final int EXTRA = 11;

    static final int EXTRA_MASK = 15;
    /** Shifts the value down. */
    static final int BASE = 15;

    static final int VALUE = 1 << 8;
    static final int LINK = 1 << 9;
    static final int END = 1 << 10;

    private static final int MAX_BITS = 15;

    /** The main table, then the subtables. */
    final int[] entries;

    private final int mainBits;
    private final int[] counts = new int[MAX_BITS + 1];
    private final int[] next = new int[MAX_BITS + 2];
    private final short[] sorted;

    /**
     * @param mainBits bits that index the main table
     * @param symbols how many there are at most
     */
    HuffmanTable(int mainBits, int symbols) {
        this.mainBits = mainBits;
        this.sorted = new short[symbols];
        // A subtable holds two symbols at least, and its index is at most the rest of the longest code.
        int subtables = Math.min(1 << mainBits, symbols / 2);
        this.entries = new int[(1 << mainBits) + (subtables << MAX_BITS - mainBits)];
    }

    /**
     * Fills the table.
     *
     * @param lengths length of each symbol's code from {@code from} on, 0 for symbols that do not occur
     * @param symbols how many there are
     * @param templates the entry of each symbol, but for its bits
     * @throws DataFormatException if the lengths make no prefix code. As in zlib, a lone code of one bit is fine although
     *     it leaves a code unassigned, and so are no codes at all
     */
    void build(byte[] lengths, int from, int symbols, int[] templates) throws DataFormatException {
        int longest = sort(lengths, from, symbols);
        if (!isComplete(longest)) {
            Arrays.fill(entries, 0, 1 << mainBits, 0);
            if (longest == 1) {
                for (int i = 0; i < 1 << mainBits; i += 2) {
                    entries[i] = templates[sorted[0]] | 1;
                }
            }
            return;
        }
        fill(templates, longest);
    }

    private int sort(byte[] lengths, int from, int symbols) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < symbols; i++) {
            counts[lengths[from + i]]++;
        }
        counts[0] = 0;
        int longest = MAX_BITS;
        while (longest > 0 && counts[longest] == 0) {
            longest--;
        }
        next[1] = 0;
        for (int length = 1; length <= MAX_BITS; length++) {
            next[length + 1] = next[length] + counts[length];
        }
        for (int i = 0; i < symbols; i++) {
            int length = lengths[from + i];
            if (length != 0) {
                sorted[next[length]++] = (short) i;
            }
        }
        return longest;
    }

    private boolean isComplete(int longest) throws DataFormatException {
        int free = 1;
        for (int length = 1; length <= MAX_BITS; length++) {
            free = (free << 1) - counts[length];
            if (free < 0) {
                throw new DataFormatException("more codes than fit");
            }
        }
        if (free > 0 && longest > 1) {
            throw new DataFormatException("codes are missing");
        }
        return free == 0;
    }

    /**
     * Codes come in the order of their length, so the table of one length is, twice in a row, that of the next: codes are
     * entered once each, and copied by doubling what is filled.
     */
    private void fill(int[] templates, int longest) {
        int symbol = 0;
        int code = 0;
        int size = 1;
        for (int length = 1; length <= Math.min(longest, mainBits); length++) {
            System.arraycopy(entries, 0, entries, size, size);
            size <<= 1;
            for (int last = symbol + counts[length]; symbol < last; symbol++) {
                entries[code] = templates[sorted[symbol]] | length;
                code = following(code, size - 1);
            }
        }
        for (; size < 1 << mainBits; size <<= 1) {
            System.arraycopy(entries, 0, entries, size, size);
        }
        if (longest > mainBits) {
            fillSubtables(templates, longest, symbol, code);
        }
    }

    private void fillSubtables(int[] templates, int longest, int firstSymbol, int firstCode) {
        int mainMask = (1 << mainBits) - 1;
        int symbol = firstSymbol;
        int code = firstCode;
        int prefix = -1;
        int start = 0;
        int nextStart = 1 << mainBits;
        int subBits = 0;
        for (int length = mainBits + 1; length <= longest; length++) {
            for (int left = counts[length]; left > 0; left--) {
                if ((code & mainMask) != prefix) {
                    prefix = code & mainMask;
                    start = nextStart;
                    subBits = subtableBits(length, left, longest);
                    nextStart += 1 << subBits;
                    entries[prefix] = start << BASE | subBits << EXTRA | LINK | mainBits;
                }
                int entry = templates[sorted[symbol++]] | length - mainBits;
                for (int i = code >>> mainBits; i < 1 << subBits; i += 1 << length - mainBits) {
                    entries[start + i] = entry;
                }
                code = following(code, (1 << length) - 1);
            }
        }
    }

    /** The codes that follow in order fill one subtable; it is as large as the longest of them demands. */
    private int subtableBits(int length, int left, int longest) {
        int bits = length - mainBits;
        int used = left;
        for (int longer = length; used < 1 << bits && longer < longest; bits++) {
            longer++;
            used = (used << 1) + counts[longer];
        }
        return bits;
    }

    /** The next code of the same length, both with the first bit lowest; all ones stay what they are. */
    private static int following(int code, int ones) {
        int zeros = code ^ ones;
        if (zeros == 0) {
            return code;
        }
        int highest = Integer.highestOneBit(zeros);
        return code & highest - 1 | highest;
    }

    /**
     * Joins literals that follow each other and whose codes fit the index together, up to three: most samples of filtered
     * photos have codes of 4 to 7 bits, so a look-up yields two of them, which nearly halves the time per sample.
     */
    void joinLiterals() {
        // Downwards: what an entry looks up has a smaller index, and so is still of one literal.
        for (int i = (1 << mainBits) - 1; i >= 0; i--) {
            int first = entries[i];
            if (first >>> LITERALS == 0) {
                continue;
            }
            int length = first & 63;
            int second = entries[i >>> length];
            int twoLength = length + (second & 63);
            if (second >>> LITERALS == 0 || twoLength > mainBits) {
                continue;
            }
            int literals = first & 0xff << BYTES | (second & 0xff << BYTES) << 8;
            int third = entries[i >>> twoLength];
            int threeLength = twoLength + (third & 63);
            entries[i] = third >>> LITERALS == 0 || threeLength > mainBits
                    ? literals | 2 << LITERALS | twoLength
                    : literals | (third & 0xff << BYTES) << 16 | 3 << LITERALS | threeLength;
        }
    }
}
