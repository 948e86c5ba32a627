package dev.darkroom.image.jpeg;

import java.util.List;

/** Puts rows of components together to rows of pixels at the full size, as soon as all that a row needs is there. */
final class FullSizePicture implements ComponentRows {
    private final PixelRows target;
    private final ComponentUpsampler[] components;
    private final byte[][] row;
    private final int height;
    private int y;

    FullSizePicture(JpegDecoder decoder, PixelRows target) {
        JpegHeader header = decoder.header();
        List<JpegHeader.Component> described = header.components();
        this.target = target;
        this.height = header.height();
        this.components = new ComponentUpsampler[described.size()];
        this.row = new byte[components.length][header.width() + 1];
        for (int i = 0; i < components.length; i++) {
            components[i] = new ComponentUpsampler(header, described.get(i), decoder.width(i, 8), decoder.height(i, 8));
        }
    }

    /** @throws StopDecoding after the last row that is needed, unless it is the last of the picture */
    @Override
    public void row(int component, float[] samples, int offset) {
        components[component].add(samples, offset);
        for (; y < target.end() && isReady(); y++) {
            if (target.wants(y)) {
                for (int i = 0; i < components.length; i++) {
                    components[i].row(y, row[i]);
                }
                target.row(y, row);
            }
            for (ComponentUpsampler each : components) {
                each.discardBefore(y + 1);
            }
        }
        if (y == target.end() && y < height) {
            throw new StopDecoding();
        }
    }

    private boolean isReady() {
        for (ComponentUpsampler component : components) {
            if (!component.isReady(y)) {
                return false;
            }
        }
        return true;
    }
}
