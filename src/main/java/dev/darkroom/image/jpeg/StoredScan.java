package dev.darkroom.image.jpeg;

import java.util.List;

/** Walks through the blocks of a scan that goes into {@link Coefficients} (ITU-T T.81, A.2). For one thread. */
final class StoredScan {
    private final Frame frame;
    private final BitSource source;
    private final Restarts restarts;
    private final List<Coefficients> parts;
    private final ScanBlocks blocks;
    private boolean damaged;

    /** @param parts where the coefficients of each of the scan's components go */
    StoredScan(Frame frame, BitSource source, Restarts restarts, List<Coefficients> parts, ScanBlocks blocks) {
        this.frame = frame;
        this.source = source;
        this.restarts = restarts;
        this.parts = List.copyOf(parts);
        this.blocks = blocks;
    }

    /**
     * Decodes the scan, or what there is of it.
     *
     * @return how many rows of MCUs were there in full
     */
    int decode() {
        int rows = parts.size() == 1 ? parts.get(0).component().blockRows() : frame.mcuRows();
        int full = 0;
        for (int y = 0; y < rows; y++) {
            decodeRow(y);
            if (!source.isExhausted()) {
                full++;
            } else if (!restarts.isUsed()) {
                break;
            }
        }
        damaged |= source.isExhausted();
        return full;
    }

    /** Whether the scan ended early or lost some of its intervals. */
    boolean isDamaged() {
        return damaged;
    }

    private void decodeRow(int y) {
        Coefficients first = parts.get(0);
        boolean alone = parts.size() == 1;
        int columns = alone ? first.component().blockColumns() : frame.mcuColumns();
        int row = alone ? first.blockIndex(y, 0) : 0;
        for (int x = 0; x < columns; x++) {
            if (restarts.next()) {
                blocks.restart();
            }
            if (source.isExhausted()) {
                damaged = true;
            } else if (alone) {
                blocks.read(0, row + x);
            } else {
                readMcu(y, x);
            }
        }
    }

    private void readMcu(int y, int x) {
        for (int part = 0; part < parts.size(); part++) {
            Coefficients target = parts.get(part);
            int across = target.component().factors().horizontal();
            int down = target.component().factors().vertical();
            for (int row = 0; row < down; row++) {
                int index = target.blockIndex(y * down + row, x * across);
                for (int i = 0; i < across; i++) {
                    blocks.read(part, index + i);
                }
            }
        }
    }
}
