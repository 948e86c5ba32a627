package dev.darkroom.image.png;

import java.io.IOException;

/**
 * Adds up boxes of the whole picture, pass by pass: so an interlaced picture, too, takes memory for what is wanted of it,
 * not for what it is.
 */
final class InterlacedSampler extends PngSampler {
    private final PngRows rows;
    private final int width;
    private float[] sums = new float[0];
    /** How many pixels each box got. */
    private short[] counts = new short[0];

    private boolean complete;
    private int handedOut;

    InterlacedSampler(PngDecoder decoder, int factor) {
        super(decoder.header(), factor);
        this.rows = decoder.rows();
        this.width = width();
    }

    @Override
    public void next(float[] row) throws IOException {
        if (handedOut == 0) {
            collect();
        }
        int start = handedOut * width;
        for (int x = 0; x < width; x++) {
            float scale = 1f / counts[start + x];
            for (int channel = 0; channel < channels; channel++) {
                row[x * channels + channel] = sums[(start + x) * channels + channel] * scale;
            }
        }
        handedOut++;
    }

    @Override
    public boolean isComplete() {
        return handedOut == 0 || complete;
    }

    private void collect() throws IOException {
        int boxes = Math.multiplyExact(width, height());
        sums = new float[Math.multiplyExact(boxes, channels)];
        counts = new short[boxes];
        PngUnpacker unpacker = new PngUnpacker(header);
        float[] samples = new float[header.width() * channels];
        while (rows.next()) {
            unpacker.toFloats(rows.samples(), rows.offset(), rows.count(), samples);
            add(samples);
        }
        complete = rows.isComplete();
        if (!complete) {
            fillGaps();
        }
    }

    private void add(float[] samples) {
        int start = rows.y() / factor * width;
        int x = rows.x();
        for (int i = 0, at = 0; i < rows.count(); i++, x += rows.step()) {
            int box = start + x / factor;
            counts[box]++;
            for (int channel = 0; channel < channels; channel++) {
                sums[box * channels + channel] += samples[at++];
            }
        }
    }

    /** The first pixel comes with the first pass, so all that is missing has something to its left or above. */
    private void fillGaps() {
        for (int box = 1; box < counts.length; box++) {
            if (counts[box] == 0) {
                int source = box % width == 0 ? box - width : box - 1;
                counts[box] = counts[source];
                System.arraycopy(sums, source * channels, sums, box * channels, channels);
            }
        }
    }
}
