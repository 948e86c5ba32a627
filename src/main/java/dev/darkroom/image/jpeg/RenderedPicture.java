package dev.darkroom.image.jpeg;

import dev.darkroom.image.raster.Axis;
import dev.darkroom.image.raster.PlaneResampler;
import java.awt.Dimension;
import java.util.List;

/**
 * Brings each component to a size of the caller's choice, straight from the size at which it was decoded, so that colour
 * that was stored at half the resolution is never enlarged to be reduced again. Holds all samples of the result, as
 * floating-point numbers.
 */
final class RenderedPicture implements ComponentRows {
    /** Samples across for each pixel of the result, at the least: with less the block filter of the decoder shows. */
    private static final int OVERSAMPLING = 2;

    private final int width;
    private final PlaneResampler[] components;

    /**
     * Prepares for one picture.
     *
     * @param scale eighths of the full size at which the picture will be decoded
     * @param size of the result in pixels
     */
    RenderedPicture(JpegDecoder decoder, int scale, Dimension size) {
        JpegHeader header = decoder.header();
        List<JpegHeader.Component> described = header.components();
        this.width = size.width;
        this.components = new PlaneResampler[described.size()];
        for (int i = 0; i < components.length; i++) {
            double across = header.width() * fraction(described.get(i).horizontal(), header.maxHorizontal(), scale);
            double down = header.height() * fraction(described.get(i).vertical(), header.maxVertical(), scale);
            Axis horizontal = new Axis(decoder.width(i, scale), across, size.width);
            Axis vertical = new Axis(decoder.height(i, scale), down, size.height);
            components[i] = new PlaneResampler(horizontal, vertical, 1);
        }
    }

    /** The smallest eighths of the full size that leave the filter enough to work on: twice the size asked for. */
    static int scale(JpegHeader header, Dimension size) {
        int scale = 1;
        while (scale < 8
                && (header.width() * scale < 8L * OVERSAMPLING * size.width
                        || header.height() * scale < 8L * OVERSAMPLING * size.height)) {
            scale *= 2;
        }
        return scale;
    }

    @Override
    public void row(int component, float[] samples, int offset) {
        components[component].accept(samples, offset);
    }

    /** Hands out the result, once all rows were taken. */
    void copyTo(PixelRows target) {
        byte[][] row = new byte[components.length][width];
        for (int y = 0; y < target.end(); y++) {
            if (target.wants(y)) {
                for (int i = 0; i < components.length; i++) {
                    round(components[i].result(), y * width, row[i]);
                }
                target.row(y, row);
            }
        }
    }

    private static double fraction(int factor, int maxFactor, int scale) {
        return factor * scale / (8.0 * maxFactor);
    }

    private static void round(float[] samples, int offset, byte[] target) {
        for (int x = 0; x < target.length; x++) {
            target[x] = (byte) (int) (Math.max(0, Math.min(255, samples[offset + x])) + 0.5f);
        }
    }
}
