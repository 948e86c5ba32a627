package dev.darkroom.image.jpeg;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decodes a sequential scan of all components, a row of MCUs at a time, straight to samples. For one thread. */
final class SequentialScan {
    private final Frame frame;
    private final int scale;
    private final BitSource source;
    private final Restarts restarts;
    private final SequentialBlocks blocks;
    private final List<Channel> channels = new ArrayList<>();
    private final int[] block = new int[ZigZag.UNUSED + 1];
    private boolean damaged;

    SequentialScan(byte[] data, int start, Frame frame, ScanHeader header, DecodingTables tables, int scale)
            throws IOException {
        this.frame = frame;
        this.scale = scale;
        this.source = new BitSource(data, start);
        this.restarts = new Restarts(data, source, tables.restartInterval());
        this.blocks = new SequentialBlocks(source, scale);
        for (ScanHeader.Part part : header.parts()) {
            int[] steps = tables.quantisation(part.component().factors().quantisation());
            channels.add(new Channel(
                    part.component(),
                    tables.dc(part.dcTable()),
                    tables.ac(part.acTable()),
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
        McuRows buffer = new McuRows(frame, scale, rows);
        for (int y = 0; y < frame.mcuRows(); y++) {
            decodeRow(buffer);
            if (y == 0 && source.isExhausted()) {
                throw new EOFException("the scan ends in the first row");
            }
            buffer.emit();
        }
        return !damaged;
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
            for (int i = 0; i < channel.across; i++, at += scale) {
                int last = 0;
                if (source.isExhausted()) {
                    damaged = true;
                } else {
                    last = blocks.read(channel.dc, channel.ac, channel.predicted, block);
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
        private final HuffmanTable dc;
        private final HuffmanTable ac;
        private final InverseDct transform;
        private int predicted;

        Channel(Frame.Component component, HuffmanTable dc, HuffmanTable ac, InverseDct transform) {
            this.component = component;
            this.across = component.factors().horizontal();
            this.down = component.factors().vertical();
            this.dc = dc;
            this.ac = ac;
            this.transform = transform;
        }
    }
}
