package dev.darkroom.image.jpeg;

import java.util.Arrays;
import java.util.List;

/** DC coefficients of progressive scans (ITU-T T.81, G.1.2.1): all but the lowest bits first, then a bit a scan. */
final class DcBlocks implements ScanBlocks {
    private static final int VALUE_SHIFT = 64 - HuffmanTable.VALUE_BITS;

    private final BitSource source;
    private final List<Coefficients> parts;
    private final List<HuffmanTable> tables;
    private final int low;
    private final int[] predicted;

    /** @param tables one for each part; none if the scan refines */
    DcBlocks(BitSource source, List<Coefficients> parts, List<HuffmanTable> tables, int low) {
        this.source = source;
        this.parts = List.copyOf(parts);
        this.tables = List.copyOf(tables);
        this.low = low;
        this.predicted = new int[parts.size()];
    }

    @Override
    public void read(int part, int index) {
        source.ensure();
        long bits = source.bits | BitSource.load(source.buffer, source.position) >>> source.count;
        source.position += 63 - source.count >> 3;
        int count = source.count | 56;
        Coefficients target = parts.get(part);
        int at = index * target.kept();
        if (tables.isEmpty()) {
            target.values()[at] |= (short) (bits >>> 63 << low);
            source.bits = bits << 1;
            source.count = count - 1;
            return;
        }
        HuffmanTable table = tables.get(part);
        int entry = table.values()[(int) (bits >>> VALUE_SHIFT)];
        if ((entry & HuffmanTable.INCOMPLETE) != 0) {
            entry = table.complete(entry, bits);
        }
        predicted[part] += entry >> 16;
        target.values()[at] = (short) (predicted[part] << low);
        source.bits = bits << entry;
        source.count = count - (entry & 63);
    }

    @Override
    public void restart() {
        Arrays.fill(predicted, 0);
    }
}
