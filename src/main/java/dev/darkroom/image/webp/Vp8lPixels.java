package dev.darkroom.image.webp;

import java.io.EOFException;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/**
 * Decodes a lossless picture or one of the small ones inside it, before transforms (RFC 9649, sections 3.6 and 3.7), row by row.
 * Copies reach a million pixels back, so that many are held, and no more. For one thread.
 */
final class Vp8lPixels {
    /** Distances have up to 20 bits: the largest is 120 less than this (section 3.6.2.2). */
    private static final int WINDOW = 1 << 20;

    private static final int CACHE_MULTIPLIER = 0x1e35a7bd;
    private static final int LARGEST_CACHE_BITS = 11;

    private final Vp8lBits in;
    private final int width;
    private final int[] window;
    private final int windowMask;
    private final int[] cache;
    private final int cacheShift;
    private final Optional<Parts> parts;
    private Vp8lCodes codes;
    private int greenOnly;
    private boolean isGreenOnly;

    private int decoded;
    private int y;
    private int copyLeft;
    private int copyDistance;
    private boolean ended;

    /** Which codes hold where. Parts are squares of {@code 1 << bits} pixels. */
    private record Parts(Vp8lCodes[] codes, char[] numbers, int bits, int perRow) {}

    private Vp8lPixels(Vp8lBits in, int width, int height, int cacheBits, Optional<Parts> parts, Vp8lCodes codes) {
        this.in = in;
        this.width = width;
        int pixels = width * height;
        int size = Math.min(WINDOW, Integer.highestOneBit(Math.max(1, 2 * pixels - 1)));
        this.window = new int[size];
        this.windowMask = size - 1;
        this.cache = new int[cacheBits == 0 ? 0 : 1 << cacheBits];
        this.cacheShift = Integer.SIZE - cacheBits;
        this.parts = parts;
        use(codes);
    }

    /**
     * Reads what stands before the pixels.
     *
     * @param height at most 16384, as is the width
     * @param whole whether this is the picture itself, whose parts may have codes of their own
     */
    static Vp8lPixels open(Vp8lBits in, int width, int height, boolean whole) throws IOException {
        int cacheBits = 0;
        if (in.readFlag()) {
            cacheBits = in.read(4);
            if (cacheBits < 1 || cacheBits > LARGEST_CACHE_BITS) {
                throw new IOException("colour cache of " + cacheBits + " bits");
            }
        }
        int cacheSize = cacheBits == 0 ? 0 : 1 << cacheBits;
        Vp8lCodes.Reader reader = new Vp8lCodes.Reader(in);
        if (whole && in.readFlag()) {
            Parts parts = readParts(in, reader, width, height, cacheSize);
            return new Vp8lPixels(in, width, height, cacheBits, Optional.of(parts), parts.codes[parts.numbers[0]]);
        }
        return new Vp8lPixels(in, width, height, cacheBits, Optional.empty(), reader.read(cacheSize, true));
    }

    /** Section 3.7.2.2: codes that no part uses are read, since others follow them, but not kept. */
    private static Parts readParts(Vp8lBits in, Vp8lCodes.Reader reader, int width, int height, int cacheSize)
            throws IOException {
        int bits = 2 + in.read(3);
        int perRow = ceilShift(width, bits);
        int rows = ceilShift(height, bits);
        char[] numbers = new char[perRow * rows];
        BitSet used = new BitSet();
        readAll(in, perRow, rows, (row, pixels) -> {
            for (int x = 0; x < perRow; x++) {
                char number = (char) (pixels[x] >> 8);
                numbers[row * perRow + x] = number;
                used.set(number);
            }
        });
        Vp8lCodes[] codes = new Vp8lCodes[used.length()];
        for (int i = 0; i < codes.length; i++) {
            Vp8lCodes read = reader.read(cacheSize, used.get(i));
            if (used.get(i)) {
                codes[i] = read;
            }
        }
        return new Parts(codes, numbers, bits, perRow);
    }

    /** Takes a row. */
    interface Rows {
        void row(int y, int[] pixels);
    }

    /**
     * Decodes one of the small pictures.
     *
     * @throws IOException if it is not complete: it says how to decode the large one
     */
    static void readAll(Vp8lBits in, int width, int height, Rows rows) throws IOException {
        Vp8lPixels pixels = open(in, width, height, false);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            pixels.next(row);
            if (pixels.ended) {
                throw new EOFException("picture inside a lossless one");
            }
            rows.row(y, row);
        }
    }

    /** Sides of a picture with a pixel for each square of {@code 1 << bits}. */
    static int ceilShift(int side, int bits) {
        return side + (1 << bits) - 1 >> bits;
    }

    /** Whether the file has ended, or makes no sense any more. */
    boolean hasEnded() {
        return ended;
    }

    /**
     * Decodes the next row, which is worth nothing if the picture {@linkplain #hasEnded ended}: where in it is not known.
     *
     * @param row takes as many pixels as the picture is wide, as ARGB
     * @throws IOException if not even the first row is there
     */
    void next(int[] row) throws IOException {
        int x = 0;
        int partEnd = 0;
        while (x < width && !ended) {
            if (copyLeft > 0) {
                x = copy(row, x);
            } else {
                if (x >= partEnd) {
                    partEnd = enterPart(x);
                }
                x = isGreenOnly ? readGreens(row, x, partEnd) : readPixels(row, x, partEnd);
            }
            ended |= in.isExhausted();
        }
        if (ended && y == 0) {
            throw new EOFException("lossless picture without a row of pixels");
        }
        y++;
    }

    /** Switches to the codes that hold at this place, and returns where they end. */
    private int enterPart(int x) {
        if (parts.isEmpty()) {
            return width;
        }
        Parts all = parts.get();
        use(all.codes[all.numbers[(y >> all.bits) * all.perRow + (x >> all.bits)]]);
        return Math.min(width, (x >> all.bits) + 1 << all.bits);
    }

    private void use(Vp8lCodes next) {
        codes = next;
        isGreenOnly = next.isGreenOnly();
        greenOnly = isGreenOnly ? next.withoutGreen() : 0;
    }

    /** Reads pixels up to a place, or to the next copy. */
    private int readPixels(int[] row, int from, int to) {
        PrefixCode green = codes.green();
        PrefixCode red = codes.red();
        PrefixCode blue = codes.blue();
        PrefixCode alpha = codes.alpha();
        int x = from;
        while (x < to) {
            in.fill();
            int symbol = green.read(in);
            if (symbol < Vp8lCodes.LITERALS) {
                int pixel = symbol << 8 | red.read(in) << 16;
                in.fill();
                put(row, x++, pixel | blue.read(in) | alpha.read(in) << 24);
            } else if (isCopy(symbol)) {
                return x;
            } else {
                put(row, x++, cached(symbol));
            }
        }
        return x;
    }

    /** The same where red, blue and alpha take no bits: pictures of few colours, and masks of transparency. */
    private int readGreens(int[] row, int from, int to) {
        PrefixCode green = codes.green();
        int x = from;
        while (x < to) {
            in.fill();
            int symbol = green.read(in);
            if (symbol < Vp8lCodes.LITERALS) {
                put(row, x++, greenOnly | symbol << 8);
            } else if (isCopy(symbol)) {
                return x;
            } else {
                put(row, x++, cached(symbol));
            }
        }
        return x;
    }

    private boolean isCopy(int symbol) {
        if (symbol >= Vp8lCodes.LITERALS + Vp8lCodes.LENGTHS) {
            return false;
        }
        copyLeft = readNumber(symbol - Vp8lCodes.LITERALS);
        in.fill();
        copyDistance = Vp8lDistances.toPixels(readNumber(codes.distance().read(in)), width);
        // What reaches back before the first pixel makes no sense, nor does anything behind it.
        ended |= copyDistance > decoded;
        return true;
    }

    private int cached(int symbol) {
        return cache[symbol - Vp8lCodes.LITERALS - Vp8lCodes.LENGTHS];
    }

    private void put(int[] row, int x, int pixel) {
        row[x] = pixel;
        window[decoded++ & windowMask] = pixel;
        if (cache.length > 0) {
            cache[CACHE_MULTIPLIER * pixel >>> cacheShift] = pixel;
        }
    }

    /** Section 3.6.2.2: lengths and distances are a prefix and extra bits. */
    private int readNumber(int prefix) {
        if (prefix < 4) {
            return prefix + 1;
        }
        int extra = prefix - 2 >> 1;
        return (2 + (prefix & 1) << extra) + in.read(extra) + 1;
    }

    private int copy(int[] row, int from) {
        int count = Math.min(copyLeft, width - from);
        copyLeft -= count;
        int x = from;
        for (int end = from + count; x < end; x++) {
            put(row, x, window[decoded - copyDistance & windowMask]);
        }
        return x;
    }
}
