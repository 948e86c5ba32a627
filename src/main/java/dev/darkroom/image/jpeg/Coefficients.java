package dev.darkroom.image.jpeg;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The coefficients of a component that a reduced picture depends on, while the scans of a file bring them bit by bit. For
 * one thread.
 */
final class Coefficients {
    private final Frame.Component component;
    private final int kept;
    /** For each coefficient in zigzag order, its place among those kept of a block; -1 if it is not kept. */
    private final int[] slots = new int[64];
    /** For each place, the coefficient in zigzag order. */
    private final int[] order;

    private final short[] values;
    /** For each block, which coefficients differ from 0, kept or not; refining scans are coded relative to them. */
    private final long[] nonZero;
    /** For each coefficient, the lowest bit that scans have brought so far. */
    private final int[] precision = new int[64];

    /** @param refined whether there will be refining scans of AC coefficients */
    Coefficients(Frame.Component component, int scale, boolean refined) {
        this.component = component;
        this.kept = scale * scale;
        this.order =
                IntStream.range(0, 64).filter(k -> ZigZag.isNeeded(k, scale)).toArray();
        Arrays.fill(slots, -1);
        for (int slot = 0; slot < order.length; slot++) {
            slots[order[slot]] = slot;
        }
        int blocks = component.paddedColumns() * component.paddedRows();
        this.values = new short[blocks * kept];
        this.nonZero = new long[refined ? blocks : 0];
    }

    /** Bytes that the coefficients of a component take. */
    static long bytes(Frame.Component component, int scale, boolean refined) {
        return (long) component.paddedColumns() * component.paddedRows() * (2L * scale * scale + (refined ? 8 : 0));
    }

    Frame.Component component() {
        return component;
    }

    int kept() {
        return kept;
    }

    int[] slots() {
        return slots;
    }

    short[] values() {
        return values;
    }

    long[] nonZero() {
        return nonZero;
    }

    int blockIndex(int row, int column) {
        return row * component.paddedColumns() + column;
    }

    /** The last coefficient in zigzag order that is kept. */
    int lastKept() {
        return order[kept - 1];
    }

    /** Keeps a block in natural order, and clears it. */
    void store(int index, int[] block) {
        for (int slot = 0; slot < kept; slot++) {
            int natural = ZigZag.natural(order[slot]);
            values[index * kept + slot] = (short) block[natural];
            block[natural] = 0;
        }
    }

    /** Notes that a scan brings coefficients down to a bit. */
    void setPrecision(ScanHeader header) {
        for (int k = header.first(); k <= header.last(); k++) {
            precision[k] = header.low();
        }
    }

    /**
     * Reads a block as {@link InverseDct} takes it.
     *
     * @return the last coefficient in zigzag order that differs from 0; 0 if none does
     */
    int read(int index, int[] block) {
        int at = index * kept;
        int last = 0;
        for (int slot = 0; slot < kept; slot++) {
            int value = values[at + slot];
            if (value != 0) {
                last = order[slot];
                block[ZigZag.natural(last)] = value;
            }
        }
        return last;
    }

    /**
     * Reads a block in halves of a quantisation step, see {@link InverseDct#ofHalves}. Where the lowest bits were left out,
     * the value is put at the middle of what they may be: AC coefficients are cut towards 0, DC downwards (G.1.2).
     *
     * @return the last coefficient in zigzag order that differs from 0; 0 if none does
     */
    int readHalves(int index, int[] block) {
        int at = index * kept;
        int last = 0;
        block[0] = 2 * values[at] + (1 << precision[0]) - 1;
        for (int slot = 1; slot < kept; slot++) {
            int value = values[at + slot];
            if (value != 0) {
                last = order[slot];
                int middle = (1 << precision[last]) - 1;
                block[ZigZag.natural(last)] = 2 * value + (value > 0 ? middle : -middle);
            }
        }
        return last;
    }
}
