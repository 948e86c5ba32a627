package dev.darkroom.image.jpeg;

import java.util.Arrays;

/**
 * Writes the one scan of a baseline file with Huffman codes made to measure. Blocks are kept as symbols while their
 * frequencies are counted, and written at the end. A large picture's codes are made from its first {@value #MAX_TOKENS}
 * symbols, so that memory stays bounded. For one thread and one file.
 */
final class ScanWriter {
    /** Symbols kept at most; more than pictures of two megapixels have. */
    private static final int MAX_TOKENS = 1 << 20;

    private static final int FIRST_TOKENS = 1 << 14;

    /** Of a block: the difference of DC, and each of 63 coefficients, or zeros before it. */
    private static final int MAX_BLOCK_TOKENS = QuantizationTables.SIZE;

    private static final int MAX_DC_BITS = 11;
    private static final int MAX_AC_BITS = 10;
    private static final int ZERO_RUN = 0xf0;
    private static final int END_OF_BLOCK = 0;

    private final BitOutput out;
    private final int tables;
    private final byte[] scanHeader;
    private final int[] previousDc;
    /** The coefficient's bits in the lowest {@value #MAX_DC_BITS}, above them table and symbol. */
    private int[] tokens = new int[FIRST_TOKENS];

    private int count;
    private final int[] counts;
    private final int[] codes;
    private boolean started;

    /** @param components 1, or 3: the first with tables of its own, the two others share theirs */
    ScanWriter(BitOutput out, int components) {
        this.out = out;
        this.tables = components == 1 ? 2 : 4;
        this.scanHeader = scanHeader(components);
        this.previousDc = new int[components];
        this.counts = new int[tables * HuffmanCode.SYMBOLS];
        this.codes = new int[counts.length];
    }

    /**
     * Adds the next block of a component.
     *
     * @param coefficients in the order of the file
     * @param used bit n set where the n-th coefficient is not zero
     */
    void addBlock(int component, int[] coefficients, long used) {
        reserve();
        int table = tableOf(component);
        addCoefficient(table, 0, coefficients[0] - previousDc[component]);
        previousDc[component] = coefficients[0];
        int previous = 0;
        // One step for each coefficient that counts: most are zero.
        for (long rest = used & ~1L; rest != 0; rest &= rest - 1) {
            int position = Long.numberOfTrailingZeros(rest);
            int zeros = position - previous - 1;
            for (; zeros > 15; zeros -= 16) {
                add(table + 1, ZERO_RUN, 0);
            }
            addCoefficient(table + 1, zeros, coefficients[position]);
            previous = position;
        }
        if (previous < QuantizationTables.SIZE - 1) {
            add(table + 1, END_OF_BLOCK, 0);
        }
    }

    /** Adds a block that nobody will see, in the fewest bits. */
    void addPadding(int component) {
        reserve();
        add(tableOf(component), 0, 0);
        add(tableOf(component) + 1, END_OF_BLOCK, 0);
    }

    /** Writes what is left. */
    void finish() {
        flush();
        out.endBits();
    }

    private static int tableOf(int component) {
        return component == 0 ? 0 : 2;
    }

    private void addCoefficient(int table, int zeros, int value) {
        int sign = value >> 31;
        int length = Integer.SIZE - Integer.numberOfLeadingZeros((value ^ sign) - sign);
        add(table, zeros << 4 | length, value + sign & (1 << length) - 1);
    }

    private void add(int table, int symbol, int bits) {
        int entry = table * HuffmanCode.SYMBOLS + symbol;
        counts[entry]++;
        tokens[count++] = entry << MAX_DC_BITS | bits;
    }

    private void reserve() {
        if (tokens.length - count >= MAX_BLOCK_TOKENS) {
            return;
        }
        if (tokens.length < MAX_TOKENS) {
            tokens = Arrays.copyOf(tokens, 2 * tokens.length);
            return;
        }
        if (!started) {
            countEverythingOnce();
        }
        flush();
    }

    /** Gives a code to whatever may still come. */
    private void countEverythingOnce() {
        for (int table = 0; table < tables; table += 2) {
            int dc = table * HuffmanCode.SYMBOLS;
            for (int length = 0; length <= MAX_DC_BITS; length++) {
                counts[dc + length]++;
            }
            int ac = dc + HuffmanCode.SYMBOLS;
            counts[ac + END_OF_BLOCK]++;
            counts[ac + ZERO_RUN]++;
            for (int zeros = 0; zeros <= 15; zeros++) {
                for (int length = 1; length <= MAX_AC_BITS; length++) {
                    counts[ac + (zeros << 4 | length)]++;
                }
            }
        }
    }

    private void flush() {
        if (!started) {
            writeCodes();
            out.writeBytes(scanHeader);
            started = true;
        }
        for (int i = 0; i < count; i++) {
            int token = tokens[i];
            int entry = token >>> MAX_DC_BITS;
            int code = codes[entry];
            int length = entry & 15;
            out.writeBits(
                    code >>> HuffmanCode.LENGTH_BITS << length | token & (1 << MAX_DC_BITS) - 1,
                    (code & (1 << HuffmanCode.LENGTH_BITS) - 1) + length);
        }
        count = 0;
    }

    /** One segment with all tables, DC before AC of each kind (T.81 B.2.4.2). */
    private void writeCodes() {
        HuffmanCode[] made = new HuffmanCode[tables];
        int size = 2;
        for (int table = 0; table < tables; table++) {
            made[table] = HuffmanCode.of(counts, table * HuffmanCode.SYMBOLS);
            made[table].codes(codes, table * HuffmanCode.SYMBOLS);
            size += 1 + 16 + made[table].symbols().length;
        }
        out.writeShort(0xffc4);
        out.writeShort(size);
        for (int table = 0; table < tables; table++) {
            out.writeByte((table & 1) << 4 | table >> 1);
            for (int length = 1; length <= 16; length++) {
                out.writeByte(made[table].lengthCount(length));
            }
            out.writeBytes(made[table].symbols());
        }
    }

    /** T.81 B.2.3: the first component with tables 0, the others with tables 1. */
    private static byte[] scanHeader(int components) {
        BitOutput header = new BitOutput(16);
        header.writeShort(0xffda);
        header.writeShort(6 + 2 * components);
        header.writeByte(components);
        for (int component = 0; component < components; component++) {
            header.writeByte(component + 1);
            header.writeByte(component == 0 ? 0x00 : 0x11);
        }
        header.writeBytes(new byte[] {0, 63, 0});
        return header.toByteArray();
    }
}
