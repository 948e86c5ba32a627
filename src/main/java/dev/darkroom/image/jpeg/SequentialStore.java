package dev.darkroom.image.jpeg;

import java.util.Arrays;
import java.util.List;

/** Keeps the blocks of a sequential scan that has only some of the components. For one thread. */
final class SequentialStore implements ScanBlocks {
    private final List<SequentialBlocks> blocks;
    private final List<Coefficients> parts;
    private final int[] predicted;
    private final int[] block = new int[ZigZag.UNUSED + 1];

    /** @param blocks what decodes each of the parts */
    SequentialStore(List<SequentialBlocks> blocks, List<Coefficients> parts) {
        this.blocks = List.copyOf(blocks);
        this.parts = List.copyOf(parts);
        this.predicted = new int[parts.size()];
    }

    @Override
    public void read(int part, int index) {
        blocks.get(part).read(predicted[part], block);
        predicted[part] = block[0];
        parts.get(part).store(index, block);
    }

    @Override
    public void restart() {
        Arrays.fill(predicted, 0);
    }
}
