package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.LimitExceededException;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import javax.imageio.ImageReadParam;

/** Writes those pixels of a picture that a caller asked for into a raster. */
final class RegionWriter implements PixelRows {
    private final Rectangle source;
    private final Rectangle target;
    private final int stepX;
    private final int stepY;
    private final PixelConverter converter;
    private final WritableRaster raster;
    private final boolean plain;
    private final byte[] pixels;
    private final byte[] chosen;
    private final int[] sourceBands;
    private final int bands;
    private final Progress progress;

    /**
     * Prepares for one picture.
     *
     * @param source what is read of the picture, not empty
     * @param target where it goes in the raster: as large as the source divided by the steps of {@code param}
     * @param conversion makes the pixels
     * @param raster takes the pixels: has the bands that {@code param} asks for, in this order, 8 bits each
     * @param progress learns of each row
     */
    RegionWriter(
            Rectangle source,
            Rectangle target,
            ImageReadParam param,
            Conversion conversion,
            WritableRaster raster,
            Progress progress) {
        this.source = source;
        this.target = target;
        this.stepX = param.getSourceXSubsampling();
        this.stepY = param.getSourceYSubsampling();
        this.converter = conversion.converter();
        this.raster = raster;
        this.plain = raster.getSampleModel() instanceof ComponentSampleModel
                && raster.getTransferType() == DataBuffer.TYPE_BYTE;
        this.bands = conversion.bands();
        this.sourceBands = param.getSourceBands();
        this.pixels = new byte[target.width * conversion.bands()];
        this.chosen = sourceBands == null ? pixels : new byte[target.width * sourceBands.length];
        this.progress = progress;
    }

    /**
     * The size of what is read of a region.
     *
     * @param bands samples of a pixel
     * @throws IllegalArgumentException if nothing is
     * @throws LimitExceededException if its samples do not fit into an array
     */
    static Dimension targetSize(Rectangle region, ImageReadParam param, int bands) throws LimitExceededException {
        if (region.isEmpty()) {
            throw new IllegalArgumentException("the region lies outside of the picture");
        }
        int width = (region.width - 1) / param.getSourceXSubsampling() + 1;
        int height = (region.height - 1) / param.getSourceYSubsampling() + 1;
        if ((long) width * height * bands > Integer.MAX_VALUE) {
            throw new LimitExceededException("This picture has too many pixels to be read at once.");
        }
        return new Dimension(width, height);
    }

    @Override
    public int end() {
        return source.y + (target.height - 1) * stepY + 1;
    }

    @Override
    public boolean wants(int y) {
        return y >= source.y && (y - source.y) % stepY == 0;
    }

    @Override
    public void row(int y, byte[][] samples) {
        converter.convert(samples, source.x, stepX, target.width, pixels);
        chooseBands();
        int row = (y - source.y) / stepY;
        if (plain) {
            raster.setDataElements(target.x, target.y + row, target.width, 1, chosen);
        } else {
            raster.setPixels(target.x, target.y + row, target.width, 1, unsigned(chosen));
        }
        progress.rowWritten(row, target);
    }

    private void chooseBands() {
        if (sourceBands == null) {
            return;
        }
        for (int i = 0; i < target.width; i++) {
            for (int band = 0; band < sourceBands.length; band++) {
                chosen[i * sourceBands.length + band] = pixels[i * bands + sourceBands[band]];
            }
        }
    }

    private static int[] unsigned(byte[] bytes) {
        int[] result = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[i] & 0xff;
        }
        return result;
    }

    /** Learns of rows as they are written. */
    interface Progress {
        /**
         * A row was written.
         *
         * @param row counts from 0 to the height of the target
         * @throws StopDecoding if no more rows are wanted
         */
        void rowWritten(int row, Rectangle target);
    }
}
