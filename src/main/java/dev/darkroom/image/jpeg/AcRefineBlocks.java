package dev.darkroom.image.jpeg;

/**
 * One more bit of AC coefficients (ITU-T T.81, G.1.2.3): a bit for each coefficient that differs from 0 already, and those
 * that do so from now on, coded by the number of zeros between them. For one thread.
 */
final class AcRefineBlocks implements ScanBlocks {
    private final BitSource source;
    private final HuffmanTable table;
    private final int first;
    private final int last;
    private final int bit;
    private final int kept;
    private final int[] slots;
    private final short[] values;
    private final long[] nonZero;
    private int run;

    AcRefineBlocks(BitSource source, Coefficients target, HuffmanTable table, ScanHeader header) {
        this.source = source;
        this.table = table;
        this.first = header.first();
        this.last = header.last();
        this.bit = 1 << header.low();
        this.kept = target.kept();
        this.slots = target.slots();
        this.values = target.values();
        this.nonZero = target.nonZero();
    }

    @Override
    public void read(int part, int index) {
        source.ensure();
        int k = first;
        if (run == 0) {
            k = readNew(index);
        }
        if (run > 0) {
            pass(index, k, Integer.MAX_VALUE);
            run--;
        }
    }

    @Override
    public void restart() {
        run = 0;
    }

    /** Reads coefficients up to the end of the band or of the block; returns where the rest of the band starts. */
    private int readNew(int index) {
        int k = first;
        while (k <= last) {
            source.refill();
            int symbol = table.symbol(source.bits);
            source.consume(symbol & 63);
            int size = symbol >> 8 & 15;
            int zeros = symbol >> 12;
            if (size == 0 && zeros < 15) {
                run = 1 << zeros;
                if (zeros > 0) {
                    run += source.take(zeros);
                }
                return k;
            }
            int value = size == 0 ? 0 : source.take(1) == 1 ? bit : -bit;
            k = pass(index, k, zeros);
            if (value != 0 && k <= last) {
                nonZero[index] |= 1L << k;
                if (slots[k] >= 0) {
                    values[index * kept + slots[k]] = (short) value;
                }
            }
            k++;
        }
        return k;
    }

    /** Goes past so many zeros, and refines what lies between; returns where the next zero is, or the end of the band. */
    private int pass(int index, int from, int zeros) {
        long mask = nonZero[index];
        int left = zeros;
        int k = from;
        if (run > 0 && mask >>> from == 0) {
            return last + 1;
        }
        for (; k <= last; k++) {
            if ((mask >>> k & 1) == 0) {
                if (left-- == 0) {
                    break;
                }
            } else {
                if (source.count < 1) {
                    source.refill();
                }
                if (source.take(1) == 1 && slots[k] >= 0) {
                    int at = index * kept + slots[k];
                    values[at] += (short) (values[at] < 0 ? -bit : bit);
                }
            }
        }
        return k;
    }
}
