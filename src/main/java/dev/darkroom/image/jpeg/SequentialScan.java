package dev.darkroom.image.jpeg;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decodes a sequential scan of all components, a row of MCUs at a time, straight to samples. For one thread. */
final class SequentialScan {
    private final Frame frame;
    private final List<Integer> scales;
    private final BitSource source;
    private final Restarts restarts;
    private final List<Channel> channels = new ArrayList<>();
    private final int[] block = new int[ZigZag.UNUSED + 1];
    private boolean damaged;

    SequentialScan(byte[] data, int start, Frame frame, ScanHeader header, DecodingTables tables, List<Integer> scales)
            throws IOException {
        this.frame = frame;
        this.scales = scales;
        this.source = new BitSource(data, start);
        this.restarts = new Restarts(data, source, tables.restartInterval());
        for (ScanHeader.Part part : header.parts()) {
            int[] steps = tables.quantisation(part.component().factors().quantisation());
            int scale = scales.get(part.component().index());
            channels.add(new Channel(
                    part.component(),
                    scale,
                    new SequentialBlocks(source, tables.dc(part.dcTable()), tables.ac(part.acTable()), scale),
                    InverseDct.of(scale, steps)));
        }
    }

    /**
     * Decodes the scan.
     *
     * @return whether it was complete
     * @throws IOException if it ends before the first row of MCUs does
     */
    boolean decode(ComponentRows rows) throws IOException {
        McuRows buffer = new McuRows(frame, scales, rows);
        for (int y = 0; y < frame.mcuRows(); y++) {
            decodeRow(buffer);
            if (y == 0 && source.isExhausted() && !restarts.isAhead()) {
                throw new EOFException("the scan ends in the first row");
            }
            buffer.emit();
        }
        return !damaged && !source.isExhausted();
    }

    private void decodeRow(McuRows buffer) {
        for (int x = 0; x < frame.mcuColumns(); x++) {
            if (restarts.next()) {
                channels.forEach(channel -> channel.predicted = 0);
            }
            for (int i = 0; i < channels.size(); i++) {
                decodeMcu(channels.get(i), buffer, x);
            }
        }
    }

    private void decodeMcu(Channel channel, McuRows buffer, int x) {
        float[] samples = buffer.samples(channel.component);
        int stride = buffer.stride(channel.component);
        for (int row = 0; row < channel.down; row++) {
            int at = buffer.start(channel.component, row, x * channel.across);
            for (int i = 0; i < channel.across; i++, at += channel.scale) {
                int last = 0;
                if (source.isExhausted()) {
                    damaged = true;
                } else {
                    last = channel.blocks.read(channel.predicted, block);
                    channel.predicted = block[0];
                }
                channel.transform.transform(block, last, samples, at, stride);
            }
        }
    }

    /** A component of the scan, with what it is decoded with. */
    private static final class Channel {
        private final Frame.Component component;
        private final int across;
        private final int down;
        private final int scale;
        private final SequentialBlocks blocks;
        private final InverseDct transform;
        private int predicted;

        Channel(Frame.Component component, int scale, SequentialBlocks blocks, InverseDct transform) {
            this.component = component;
            this.across = component.factors().horizontal();
            this.down = component.factors().vertical();
            this.scale = scale;
            this.blocks = blocks;
            this.transform = transform;
        }
    }
}
