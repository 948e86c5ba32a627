package dev.darkroom.image.jpeg;

import java.util.Arrays;
import java.util.List;

/** Keeps the blocks of a sequential scan that has only some of the components. For one thread. */
final class SequentialStore implements ScanBlocks {
    private final SequentialBlocks blocks;
    private final List<Coefficients> parts;
    private final List<HuffmanTable> dc;
    private final List<HuffmanTable> ac;
    private final int[] predicted;
    private final int[] block = new int[ZigZag.UNUSED + 1];

    SequentialStore(SequentialBlocks blocks, List<Coefficients> parts, List<HuffmanTable> dc, List<HuffmanTable> ac) {
        this.blocks = blocks;
        this.parts = List.copyOf(parts);
        this.dc = List.copyOf(dc);
        this.ac = List.copyOf(ac);
        this.predicted = new int[parts.size()];
    }

    @Override
    public void read(int part, int index) {
        blocks.read(dc.get(part), ac.get(part), predicted[part], block);
        predicted[part] = block[0];
        parts.get(part).store(index, block);
    }

    @Override
    public void restart() {
        Arrays.fill(predicted, 0);
    }
}
