package dev.darkroom.image.png;

import java.awt.Rectangle;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageReadParam;

/** Puts the pixels of a source region, or every so many of them, where {@link ImageReadParam} wants them. */
final class RegionFiller {
    private final Rectangle source;
    private final Rectangle target;
    private final int xStep;
    private final int yStep;
    private final int bands;
    private final int[] chosen;
    private final boolean all;
    private final WritableRaster raster;
    private final int[] pixel;

    /**
     * @param source region of the picture, as ImageReader computes it
     * @param target region of the raster that it goes to
     * @param bands samples of a pixel
     * @param raster has the bands that are to be filled, and no others
     */
    RegionFiller(Rectangle source, Rectangle target, ImageReadParam param, int bands, WritableRaster raster) {
        this.source = source;
        this.target = target;
        this.xStep = param.getSourceXSubsampling();
        this.yStep = param.getSourceYSubsampling();
        this.bands = bands;
        int[] every = IntStream.range(0, bands).toArray();
        this.chosen = param.getSourceBands() == null ? every : param.getSourceBands();
        this.all = Arrays.equals(chosen, every);
        this.raster = raster;
        this.pixel = new int[chosen.length];
    }

    void take(PixelRows rows) {
        int dy = rows.y() - source.y;
        if (dy < 0 || dy % yStep != 0 || dy / yStep >= target.height) {
            return;
        }
        int y = target.y + dy / yStep;
        boolean whole = all && rows.step() == 1 && xStep == 1 && source.x == 0 && target.width == rows.count();
        if (whole) {
            raster.setPixels(target.x, y, target.width, 1, rows.samples());
        } else {
            takeSome(rows, y);
        }
    }

    private void takeSome(PixelRows rows, int y) {
        int[] samples = rows.samples();
        int x = rows.x() - source.x;
        for (int i = 0; i < rows.count(); i++, x += rows.step()) {
            if (x >= 0 && x % xStep == 0 && x / xStep < target.width) {
                for (int band = 0; band < chosen.length; band++) {
                    pixel[band] = samples[i * bands + chosen[band]];
                }
                raster.setPixel(target.x + x / xStep, y, pixel);
            }
        }
    }
}
