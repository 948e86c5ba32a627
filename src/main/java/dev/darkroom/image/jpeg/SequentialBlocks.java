package dev.darkroom.image.jpeg;

/**
 * Decodes the blocks of a component in sequential scans (ITU-T T.81, F.2.2), only as far as a reduced picture needs them. For one thread.
 */
final class SequentialBlocks {
    private static final int VALUE_SHIFT = 64 - HuffmanTable.VALUE_BITS;
    private static final int SKIP_SHIFT = 64 - HuffmanTable.SKIP_BITS;

    private final BitSource source;
    private final HuffmanTable dc;
    private final HuffmanTable ac;
    private final int[] targets;
    private final int lastNeeded;

    /** @param scale 1, 2, 4 or 8: the eighths of the size that the blocks will be transformed to */
    SequentialBlocks(BitSource source, HuffmanTable dc, HuffmanTable ac, int scale) {
        this.source = source;
        this.dc = dc;
        this.ac = ac;
        this.targets = ZigZag.targets(scale);
        this.lastNeeded = ZigZag.last(scale);
    }

    /**
     * Decodes a block.
     *
     * @param predicted DC coefficient of the block before, of the same component
     * @param block filled with quantised coefficients in natural order; all 0 before
     * @return the last coefficient in zigzag order that may differ from 0
     */
    int read(int predicted, int[] block) {
        source.ensure();
        byte[] buffer = source.buffer;
        int position = source.position;
        int count = source.count;
        long bits = source.bits | BitSource.load(buffer, position) >>> count;
        position += 63 - count >> 3;
        count |= 56;

        int entry = dc.values()[(int) (bits >>> VALUE_SHIFT)];
        if ((entry & HuffmanTable.INCOMPLETE) != 0) {
            entry = dc.complete(entry, bits);
        }
        bits <<= entry;
        count -= entry & 63;
        block[0] = predicted + (entry >> 16);

        int[] values = ac.values();
        int k = 1;
        int last = 0;
        while (k <= lastNeeded) {
            if (count < HuffmanTable.VALUE_BITS) {
                bits |= BitSource.load(buffer, position) >>> count;
                position += 63 - count >> 3;
                count |= 56;
            }
            entry = values[(int) (bits >>> VALUE_SHIFT)];
            if ((entry & HuffmanTable.INCOMPLETE) != 0) {
                bits |= BitSource.load(buffer, position) >>> count;
                position += 63 - count >> 3;
                count |= 56;
                entry = ac.complete(entry, bits);
            }
            bits <<= entry;
            count -= entry & 63;
            k += entry >> 6 & 511;
            if (k > lastNeeded + 1) {
                break;
            }
            last = k - 1;
            block[targets[last]] = entry >> 16;
        }
        if (k < 64) {
            short[] skips = ac.skips();
            while (k < 64) {
                bits |= BitSource.load(buffer, position) >>> count;
                position += 63 - count >> 3;
                count |= 56;
                // Four looks before the next refill: the advances add up above the lengths, which stay below 64.
                int sum = k << 6;
                int skip = skips[(int) (bits >>> SKIP_SHIFT)];
                int next = sum + skip;
                if (next < 64 << 6) {
                    bits <<= skip;
                    sum = next;
                    skip = skips[(int) (bits >>> SKIP_SHIFT)];
                    next = sum + skip;
                    if (next < 64 << 6) {
                        bits <<= skip;
                        sum = next;
                        skip = skips[(int) (bits >>> SKIP_SHIFT)];
                        next = sum + skip;
                        if (next < 64 << 6) {
                            bits <<= skip;
                            sum = next;
                            skip = skips[(int) (bits >>> SKIP_SHIFT)];
                            next = sum + skip;
                            if (next < 64 << 6) {
                                bits <<= skip;
                                count -= next & 63;
                                k = next >> 6;
                                continue;
                            }
                        }
                    }
                }
                count -= sum & 63;
                k = sum >> 6;
                int end = next >> 6;
                if (end - HuffmanTable.END_OF_BLOCK >> 6 != 0) {
                    bits |= BitSource.load(buffer, position) >>> count;
                    position += 63 - count >> 3;
                    count |= 56;
                    skip = ac.slowEntry(bits);
                    end = k + (skip >> 6 & 511);
                }
                bits <<= skip;
                count -= skip & 63;
                k = end;
            }
        }
        source.bits = bits;
        source.count = count;
        source.position = position;
        return last;
    }
}
