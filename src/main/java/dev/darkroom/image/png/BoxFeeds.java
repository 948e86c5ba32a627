package dev.darkroom.image.png;

import dev.darkroom.image.raster.BoxReducer;
import dev.darkroom.image.raster.FloatBoxReducer;

/** How rows as stored get into boxes: as they are, where these can take them, else by way of bytes or of floats. */
final class BoxFeeds {
    private BoxFeeds() {}

    static BoxReducer of(PngHeader header, int factor) {
        int width = header.width();
        boolean bytes = header.bitDepth() == 8;
        boolean alpha = header.hasAlpha();
        return switch (header.color()) {
            case PALETTE -> new ByPalette(header, factor);
            case RGB_ALPHA -> bytes ? BoxReducer.ofRgba(width, factor) : new ByFloats(header, factor);
            case GREY_ALPHA -> new ByFloats(header, factor);
            case RGB -> alpha ? new ByFloats(header, factor) : BoxReducer.of(width, 3, bytes ? 1 : 2, factor);
            case GREY ->
                alpha
                        ? new ByFloats(header, factor)
                        : header.bitDepth() < 8
                                ? new BySmallGrey(header, factor)
                                : BoxReducer.of(width, 1, bytes ? 1 : 2, factor);
        };
    }

    private static final class ByPalette implements BoxReducer {
        private final PngUnpacker unpacker;
        private final int width;
        private final byte[] colors;
        private final BoxReducer boxes;

        ByPalette(PngHeader header, int factor) {
            this.unpacker = new PngUnpacker(header);
            this.width = header.width();
            this.colors = new byte[4 * width];
            this.boxes = header.hasAlpha() ? BoxReducer.ofRgba(width, factor) : BoxReducer.of(width, 3, 1, factor);
        }

        @Override
        public void add(byte[] row, int offset) {
            unpacker.lookUp(row, offset, width, colors);
            boxes.add(colors, 0);
        }

        @Override
        public void average(float[] target) {
            boxes.average(target);
        }
    }

    private static final class BySmallGrey implements BoxReducer {
        private final PngUnpacker unpacker;
        private final int width;
        private final byte[] greys;
        private final BoxReducer boxes;

        BySmallGrey(PngHeader header, int factor) {
            this.unpacker = new PngUnpacker(header);
            this.width = header.width();
            this.greys = new byte[width];
            this.boxes = BoxReducer.of(width, 1, 1, factor);
        }

        @Override
        public void add(byte[] row, int offset) {
            unpacker.scaleGrey(row, offset, width, greys);
            boxes.add(greys, 0);
        }

        @Override
        public void average(float[] target) {
            boxes.average(target);
        }
    }

    private static final class ByFloats implements BoxReducer {
        private final PngUnpacker unpacker;
        private final int width;
        private final float[] samples;
        private final FloatBoxReducer boxes;

        ByFloats(PngHeader header, int factor) {
            int channels = PngUnpacker.channels(header);
            this.unpacker = new PngUnpacker(header);
            this.width = header.width();
            this.samples = new float[width * channels];
            this.boxes = new FloatBoxReducer(width, channels, factor);
        }

        @Override
        public void add(byte[] row, int offset) {
            unpacker.toFloats(row, offset, width, samples);
            boxes.add(samples);
        }

        @Override
        public void average(float[] target) {
            boxes.average(target);
        }
    }
}
