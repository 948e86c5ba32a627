package dev.darkroom.image.jpeg;

/**
 * AC coefficients of a first progressive scan (ITU-T T.81, G.1.2.2): all bits but the lowest. For one thread.
 *
 * <p>If no refining scan follows that depends on it, what lies behind the last coefficient that is kept is skipped several
 * coefficients at a time.
 */
final class AcFirstBlocks implements ScanBlocks {
    private static final int VALUE_SHIFT = 64 - HuffmanTable.VALUE_BITS;
    private static final int SKIP_SHIFT = 64 - HuffmanTable.SKIP_BITS;

    private final BitSource source;
    private final HuffmanTable table;
    private final int first;
    private final int last;
    private final int low;
    private final int lastWanted;
    private final int kept;
    private final int[] slots;
    private final short[] values;
    private final long[] nonZero;
    private int run;

    AcFirstBlocks(BitSource source, Coefficients target, HuffmanTable table, ScanHeader header) {
        this.source = source;
        this.table = table;
        this.first = header.first();
        this.last = header.last();
        this.low = header.low();
        this.kept = target.kept();
        this.slots = target.slots();
        this.values = target.values();
        this.nonZero = target.nonZero();
        this.lastWanted = nonZero.length > 0 ? last : Math.min(last, target.lastKept());
    }

    @Override
    public void read(int part, int index) {
        if (run > 0) {
            run--;
            return;
        }
        source.ensure();
        long mask = 0;
        int at = index * kept;
        int k = first;
        while (k <= lastWanted) {
            source.refill();
            int entry = table.values()[(int) (source.bits >>> VALUE_SHIFT)];
            if ((entry & HuffmanTable.INCOMPLETE) != 0) {
                if (startsRun()) {
                    break;
                }
                entry = table.complete(entry, source.bits);
            }
            source.consume(entry & 63);
            k += entry >> 6 & 511;
            if (k > last + 1) {
                k = HuffmanTable.END_OF_BLOCK;
                break;
            }
            int value = entry >> 16;
            if (value != 0) {
                mask |= 1L << k - 1;
                if (slots[k - 1] >= 0) {
                    values[at + slots[k - 1]] = (short) (value << low);
                }
            }
        }
        if (nonZero.length > 0) {
            nonZero[index] |= mask;
        } else if (k > lastWanted && k <= last) {
            skip(k);
        }
    }

    @Override
    public void restart() {
        run = 0;
    }

    private void skip(int from) {
        short[] skips = table.skips();
        int end = last + 1;
        int k = from;
        while (k < end) {
            source.refill();
            int skip = skips[(int) (source.bits >>> SKIP_SHIFT)];
            int next = k + (skip >> 6);
            boolean endsInside = next >= HuffmanTable.END_OF_BLOCK && next - HuffmanTable.END_OF_BLOCK < end;
            if (next > end && !endsInside) {
                if (startsRun()) {
                    return;
                }
                skip = table.slowEntry(source.bits);
                next = k + (skip >> 6 & 511);
            }
            source.consume(skip & 63);
            k = next;
        }
    }

    /** Whether the next symbol ends this block and more behind it; if so, takes it. */
    private boolean startsRun() {
        int symbol = table.symbol(source.bits);
        int size = symbol >> 8 & 15;
        int log = symbol >> 12;
        if (size != 0 || log == 15) {
            return false;
        }
        source.consume(symbol & 63);
        run = (1 << log) - 1;
        if (log > 0) {
            run += source.take(log);
        }
        return true;
    }
}
