package dev.darkroom.image.webp;

/** Decodes the coefficients of blocks (RFC 6386, section 13). Immutable; the arrays belong to one frame. */
final class Vp8Coefficients {
    /** Kinds of blocks, in the order of the tables. */
    static final int LUMA_WITHOUT_DC = 0;

    static final int LUMA_DC = 1;
    static final int CHROMA = 2;
    static final int LUMA = 3;

    private static final int KINDS = 4;
    private static final int BANDS = 8;
    private static final int CONTEXTS = 3;
    private static final int BRANCHES = 11;
    private static final int BAND_SIZE = CONTEXTS * BRANCHES;

    /** Coefficients of a block, and one beyond, so that what follows the last need not be told apart. */
    private static final int POSITIONS = 17;

    private static final int[] BAND_OF_POSITION = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};

    /** Section 13.2: the extra bits of the four largest categories of tokens, and the smallest value of each. */
    private static final int[][] EXTRA_BITS = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    private static final int[] EXTRA_BASES = {11, 19, 35, 67};

    /** By kind, position, context and branch: bands are resolved once a frame instead of once a coefficient. */
    private final int[] probabilities = new int[KINDS * POSITIONS * BAND_SIZE];

    private Vp8Coefficients() {}

    /** Reads how the probabilities of this frame differ from the usual ones (section 13.4). */
    static Vp8Coefficients readFrom(BoolReader header) {
        int[] perBand = new int[KINDS * BANDS * BAND_SIZE];
        for (int i = 0; i < perBand.length; i++) {
            boolean updated = header.read(Vp8Tables.TOKEN_UPDATES[i]) != 0;
            perBand[i] = updated ? header.readLiteral(8) : Vp8Tables.TOKENS[i];
        }
        Vp8Coefficients result = new Vp8Coefficients();
        for (int kind = 0; kind < KINDS; kind++) {
            for (int position = 0; position < POSITIONS; position++) {
                System.arraycopy(
                        perBand,
                        (kind * BANDS + BAND_OF_POSITION[position]) * BAND_SIZE,
                        result.probabilities,
                        (kind * POSITIONS + position) * BAND_SIZE,
                        BAND_SIZE);
            }
        }
        return result;
    }

    /**
     * Decodes one block. The three most frequent decisions are written out on local variables, and the reader's fields
     * are written back at the end: calls of {@link BoolReader#read} would store three fields for every bit.
     *
     * @param context how many of the blocks above and to the left have coefficients
     * @param first position of the first coefficient, 0 or 1
     * @param dcStep what the coefficient at position 0 is multiplied by
     * @param acStep what the others are multiplied by
     * @param out takes the coefficients in rows of four, from {@code offset} on; zero before
     * @return one past the position of the last coefficient; {@code first} or less if there is none
     */
    int read(BoolReader in, int kind, int context, int first, int dcStep, int acStep, short[] out, int offset) {
        int[] table = probabilities;
        int position = first;
        int node = (kind * POSITIONS + first) * BAND_SIZE + context * BRANCHES;
        long value = in.value;
        int bits = in.bits;
        int range = in.range;
        boolean afterZero = false;
        int end = 16;
        while (position < 16) {
            if (!afterZero) {
                if (bits < 0) {
                    in.value = value;
                    in.bits = bits;
                    in.refill();
                    value = in.value;
                    bits = in.bits;
                }
                int split = 1 + ((range - 1) * table[node] >> 8);
                long bigSplit = (long) split << bits;
                if (value < bigSplit) {
                    int shift = Integer.numberOfLeadingZeros(split) - 24;
                    range = split << shift;
                    bits -= shift;
                    end = position;
                    break;
                }
                value -= bigSplit;
                range -= split;
                int shift = Integer.numberOfLeadingZeros(range) - 24;
                range <<= shift;
                bits -= shift;
            }
            if (bits < 0) {
                in.value = value;
                in.bits = bits;
                in.refill();
                value = in.value;
                bits = in.bits;
            }
            int split = 1 + ((range - 1) * table[node + 1] >> 8);
            long bigSplit = (long) split << bits;
            position++;
            int next = (kind * POSITIONS + position) * BAND_SIZE;
            if (value < bigSplit) {
                int shift = Integer.numberOfLeadingZeros(split) - 24;
                range = split << shift;
                bits -= shift;
                node = next;
                afterZero = true;
                continue;
            }
            value -= bigSplit;
            range -= split;
            int shift = Integer.numberOfLeadingZeros(range) - 24;
            range <<= shift;
            bits -= shift;
            afterZero = false;

            if (bits < 0) {
                in.value = value;
                in.bits = bits;
                in.refill();
                value = in.value;
                bits = in.bits;
            }
            split = 1 + ((range - 1) * table[node + 2] >> 8);
            bigSplit = (long) split << bits;
            int magnitude;
            if (value < bigSplit) {
                range = split;
                shift = Integer.numberOfLeadingZeros(range) - 24;
                range <<= shift;
                bits -= shift;
                magnitude = 1;
                node = next + BRANCHES;
            } else {
                range -= split;
                shift = Integer.numberOfLeadingZeros(range) - 24;
                in.value = value - bigSplit;
                in.range = range << shift;
                in.bits = bits - shift;
                magnitude = readLarge(in, node);
                value = in.value;
                range = in.range;
                bits = in.bits;
                node = next + 2 * BRANCHES;
            }

            if (bits < 0) {
                in.value = value;
                in.bits = bits;
                in.refill();
                value = in.value;
                bits = in.bits;
            }
            split = range + 1 >> 1;
            bigSplit = (long) split << bits;
            // All ones if negative: signs are random, so a branch would be mispredicted every other time.
            long below = value - bigSplit;
            int sign = (int) ~(below >> 63);
            value = below + (bigSplit & ~sign);
            range = (sign & range - split) | (~sign & split);
            shift = Integer.numberOfLeadingZeros(range) - 24;
            range <<= shift;
            bits -= shift;
            int step = position == 1 ? dcStep : acStep;
            out[offset + ZIGZAG[position - 1]] = (short) (((magnitude ^ sign) - sign) * step);
        }
        in.value = value;
        in.bits = bits;
        in.range = range;
        return end;
    }

    /** The rest of the tree of tokens: magnitudes of 2 and more. */
    private int readLarge(BoolReader in, int node) {
        int[] table = probabilities;
        if (in.read(table[node + 3]) == 0) {
            return in.read(table[node + 4]) == 0 ? 2 : 3 + in.read(table[node + 5]);
        }
        if (in.read(table[node + 6]) == 0) {
            if (in.read(table[node + 7]) == 0) {
                return 5 + in.read(159);
            }
            int high = in.read(165);
            return 7 + 2 * high + in.read(145);
        }
        int high = in.read(table[node + 8]);
        int category = 2 * high + in.read(table[node + 9 + high]);
        int extra = 0;
        for (int probability : EXTRA_BITS[category]) {
            extra = extra << 1 | in.read(probability);
        }
        return EXTRA_BASES[category] + extra;
    }
}
