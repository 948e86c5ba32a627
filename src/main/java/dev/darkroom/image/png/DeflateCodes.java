package dev.darkroom.image.png;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * The two Huffman codes of a block of DEFLATE: one of literals and lengths, one of distances (RFC 1951, sections 3.2.5 to
 * 3.2.7). For one thread.
 */
final class DeflateCodes {
    /** Index bits of the main table of literals and lengths: 16 KB, which stay in the first-level cache. */
    static final int LITERAL_BITS = 12;
    /** Index bits of the main table of distances. */
    static final int DISTANCE_BITS = 8;

    /** An eighth of all pairs, of which there are 2^30. */
    private static final long PAIRS_THAT_PAY = 1 << 27;

    private static final int LENGTH_BITS = 7;
    private static final int LITERAL_SYMBOLS = 288;
    private static final int DISTANCE_SYMBOLS = 32;
    private static final int LENGTH_SYMBOLS = 19;
    private static final int[] LITERAL_TEMPLATES = literalTemplates();
    private static final int[] DISTANCE_TEMPLATES = distanceTemplates();
    private static final int[] LENGTH_TEMPLATES = lengthTemplates();
    /** The order in which the lengths of the code for code lengths are stored: section 3.2.7. */
    private static final byte[] LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    final HuffmanTable literals = new HuffmanTable(LITERAL_BITS, LITERAL_SYMBOLS);
    final HuffmanTable distances = new HuffmanTable(DISTANCE_BITS, DISTANCE_SYMBOLS);
    private final HuffmanTable lengthCode = new HuffmanTable(LENGTH_BITS, LENGTH_SYMBOLS);
    private final byte[] lengths = new byte[LITERAL_SYMBOLS + DISTANCE_SYMBOLS];

    /** The codes that are fixed by the standard: section 3.2.6. */
    void setFixed() throws DataFormatException {
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        Arrays.fill(lengths, 288, 320, (byte) 5);
        build(288, 32);
    }

    /** Reads the codes that precede a block: section 3.2.7. */
    void read(DeflateInput input) throws DataFormatException {
        int literalCount = take(input, 5) + 257;
        int distanceCount = take(input, 5) + 1;
        int lengthCount = take(input, 4) + 4;
        if (literalCount > 286 || distanceCount > 30) {
            throw new DataFormatException("too many symbols");
        }
        Arrays.fill(lengths, 0, LENGTH_SYMBOLS, (byte) 0);
        for (int i = 0; i < lengthCount; i++) {
            lengths[LENGTH_ORDER[i]] = (byte) take(input, 3);
        }
        lengthCode.build(lengths, 0, LENGTH_SYMBOLS, LENGTH_TEMPLATES);
        readLengths(input, literalCount + distanceCount);
        if (lengths[256] == 0) {
            throw new DataFormatException("a block without end");
        }
        build(literalCount, distanceCount);
    }

    private void readLengths(DeflateInput input, int total) throws DataFormatException {
        int filled = 0;
        while (filled < total) {
            input.refill();
            int entry = lengthCode.entries[(int) input.bits & (1 << LENGTH_BITS) - 1];
            int codeBits = entry & 63;
            if (codeBits == 0) {
                throw new DataFormatException("no such code length");
            }
            take(input, codeBits);
            int symbol = entry >>> HuffmanTable.BASE;
            if (symbol < 16) {
                lengths[filled++] = (byte) symbol;
                continue;
            }
            int repeats = symbol == 18 ? 11 + take(input, 7) : symbol == 17 ? 3 + take(input, 3) : 3 + take(input, 2);
            if (filled + repeats > total || symbol == 16 && filled == 0) {
                throw new DataFormatException("too many code lengths");
            }
            byte repeated = symbol == 16 ? lengths[filled - 1] : 0;
            Arrays.fill(lengths, filled, filled + repeats, repeated);
            filled += repeats;
        }
    }

    private void build(int literalCount, int distanceCount) throws DataFormatException {
        literals.build(lengths, 0, literalCount, LITERAL_TEMPLATES);
        if (literalsComeInPairs()) {
            literals.joinLiterals();
        }
        distances.build(lengths, literalCount, distanceCount, DISTANCE_TEMPLATES);
    }

    /**
     * Whether two literals often fit the index of the table. The length of a code tells the probability of its symbol: there
     * are 2^(15 - length) of 2^15. Where they do not, as in the lower bytes of 16 bit samples, joining costs more than it
     * saves.
     */
    private boolean literalsComeInPairs() {
        int[] probabilities = new int[16];
        for (int literal = 0; literal < 256; literal++) {
            int length = lengths[literal];
            probabilities[length] += length == 0 ? 0 : 1 << 15 - length;
        }
        long pairs = 0;
        for (int first = 1; first < LITERAL_BITS; first++) {
            for (int second = 1; first + second <= LITERAL_BITS; second++) {
                pairs += (long) probabilities[first] * probabilities[second];
            }
        }
        return pairs > PAIRS_THAT_PAY;
    }

    private static int take(DeflateInput input, int bits) throws DataFormatException {
        int value = input.take(bits);
        if (value < 0) {
            throw new DataFormatException("the data end early");
        }
        return value;
    }

    private static int[] literalTemplates() {
        int[] templates = new int[LITERAL_SYMBOLS];
        for (int literal = 0; literal < 256; literal++) {
            templates[literal] = 1 << HuffmanTable.LITERALS | literal << HuffmanTable.BYTES;
        }
        templates[256] = HuffmanTable.END;
        int length = 3;
        for (int i = 0; i < 28; i++) {
            int extra = i < 8 ? 0 : i / 4 - 1;
            templates[257 + i] = length << HuffmanTable.BASE | extra << HuffmanTable.EXTRA | HuffmanTable.VALUE;
            length += 1 << extra;
        }
        templates[285] = 258 << HuffmanTable.BASE | HuffmanTable.VALUE;
        return templates;
    }

    private static int[] distanceTemplates() {
        int[] templates = new int[DISTANCE_SYMBOLS];
        int distance = 1;
        for (int i = 0; i < 30; i++) {
            int extra = i < 4 ? 0 : i / 2 - 1;
            templates[i] = distance << HuffmanTable.BASE | extra << HuffmanTable.EXTRA | HuffmanTable.VALUE;
            distance += 1 << extra;
        }
        return templates;
    }

    private static int[] lengthTemplates() {
        int[] templates = new int[LENGTH_SYMBOLS];
        for (int i = 0; i < LENGTH_SYMBOLS; i++) {
            templates[i] = i << HuffmanTable.BASE | HuffmanTable.VALUE;
        }
        return templates;
    }
}
