package dev.darkroom.image.webp;

import dev.darkroom.image.codec.LimitExceededException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The five prefix codes of a part of a lossless picture (RFC 9649, section 3.7.2): pixels are coded as green, red, blue and alpha;
 * copies as a length among the greens, and a distance. Immutable.
 */
record Vp8lCodes(PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {
    /** Symbols of green that are values, and those that are lengths; behind them come places in the colour cache. */
    static final int LITERALS = 256;

    static final int LENGTHS = 24;

    private static final int DISTANCES = 40;
    private static final int LARGEST_CACHE = 1 << 11;

    /** Section 3.7.2.1.2: order in which the lengths of the codes of lengths are stored. */
    private static final int[] LENGTH_ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    /** Whether all pixels have the same red, blue and alpha, so that only green is stored. */
    boolean isGreenOnly() {
        return red.isSingle() && blue.isSingle() && alpha.isSingle();
    }

    /** The pixel of this red, blue and alpha, if {@link #isGreenOnly}, without its green. */
    int withoutGreen() {
        return alpha.firstSymbol() << 24 | red.firstSymbol() << 16 | blue.firstSymbol();
    }

    /** Reads codes one after the other, and minds the memory that they take. For one thread. */
    static final class Reader {
        /** Thousands of the largest codes that there are. A file of many small codes could otherwise fill gigabytes. */
        private static final int MOST_INTEGERS = 8 << 20;

        /** What a code takes besides its table. */
        private static final int OVERHEAD = 16;

        private final Vp8lBits in;
        private final int[] lengths = new int[LITERALS + LENGTHS + LARGEST_CACHE];
        private long integers;

        Reader(Vp8lBits in) {
            this.in = in;
        }

        /**
         * Reads the codes of a part of the picture.
         *
         * @param cacheSize number of colours in the cache
         * @param kept whether the codes will be kept, and count
         */
        Vp8lCodes read(int cacheSize, boolean kept) throws IOException {
            Vp8lCodes codes = new Vp8lCodes(
                    readCode(LITERALS + LENGTHS + cacheSize),
                    readCode(LITERALS),
                    readCode(LITERALS),
                    readCode(LITERALS),
                    readCode(DISTANCES));
            if (kept) {
                integers += 5 * OVERHEAD
                        + codes.green.size()
                        + codes.red.size()
                        + codes.blue.size()
                        + codes.alpha.size()
                        + codes.distance.size();
            }
            if (integers > MOST_INTEGERS) {
                throw new LimitExceededException("The WebP picture has more code tables than can be read.");
            }
            return codes;
        }

        private PrefixCode readCode(int symbols) throws IOException {
            Arrays.fill(lengths, 0, symbols, 0);
            if (in.readFlag()) {
                readSimpleLengths();
            } else {
                readLengths(symbols);
            }
            if (in.isExhausted()) {
                throw new EOFException("prefix code");
            }
            return PrefixCode.of(lengths, symbols);
        }

        /** Section 3.7.2.1.1: one or two symbols. Those that do not exist leave a code that is not complete. */
        private void readSimpleLengths() {
            boolean two = in.readFlag();
            lengths[in.read(in.readFlag() ? 8 : 1)] = 1;
            if (two) {
                lengths[in.read(8)] = 1;
            }
        }

        /** Section 3.7.2.1.2: lengths that are coded themselves. */
        private void readLengths(int symbols) throws IOException {
            int[] lengthsOfLengths = new int[LENGTH_ORDER.length];
            int count = 4 + in.read(4);
            for (int i = 0; i < count; i++) {
                lengthsOfLengths[LENGTH_ORDER[i]] = in.read(3);
            }
            PrefixCode code = PrefixCode.of(lengthsOfLengths, lengthsOfLengths.length);
            int left = symbols;
            if (in.readFlag()) {
                left = 2 + in.read(2 + 2 * in.read(3));
                if (left > symbols) {
                    throw new IOException("lengths of " + left + " codes of " + symbols);
                }
            }
            int previous = 8;
            for (int symbol = 0; symbol < symbols && left > 0; left--) {
                in.fill();
                int length = code.read(in);
                if (length <= PrefixCode.MAX_LENGTH) {
                    lengths[symbol++] = length;
                    previous = length > 0 ? length : previous;
                } else {
                    symbol = repeat(length, previous, symbol, symbols);
                }
            }
        }

        private int repeat(int kind, int previous, int symbol, int symbols) throws IOException {
            int times =
                    switch (kind) {
                        case 16 -> 3 + in.read(2);
                        case 17 -> 3 + in.read(3);
                        default -> 11 + in.read(7);
                    };
            int end = symbol + times;
            if (end > symbols) {
                throw new IOException("lengths of more codes than symbols");
            }
            Arrays.fill(lengths, symbol, end, kind == 16 ? previous : 0);
            return end;
        }
    }
}
