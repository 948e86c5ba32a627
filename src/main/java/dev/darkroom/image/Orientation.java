package dev.darkroom.image;

import dev.darkroom.image.raster.Plane;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/** How a stored picture must be turned to stand upright: tag 274 of Exif 2.32 and TIFF 6.0, in its order from 1 to 8. */
enum Orientation {
    NORMAL(false, false, false),
    FLIPPED_HORIZONTALLY(false, true, false),
    TURNED_HALF(false, true, true),
    FLIPPED_VERTICALLY(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_LEFT(true, false, true),
    TRANSVERSED(true, true, true),
    TURNED_RIGHT(true, true, false);

    private final boolean transposes;
    private final boolean readsColumnsBackwards;
    private final boolean readsRowsBackwards;

    Orientation(boolean transposes, boolean readsColumnsBackwards, boolean readsRowsBackwards) {
        this.transposes = transposes;
        this.readsColumnsBackwards = readsColumnsBackwards;
        this.readsRowsBackwards = readsRowsBackwards;
    }

    /** The orientation of a tag's value; {@link #NORMAL} for values that do not exist. */
    static Orientation ofTag(long value) {
        return value >= 1 && value <= 8 ? values()[(int) value - 1] : NORMAL;
    }

    /** Whether width and height change places. */
    boolean transposes() {
        return transposes;
    }

    /** The plane upright; the same object if it is already. */
    Plane apply(Plane stored) {
        if (this == NORMAL) {
            return stored;
        }
        int width = transposes ? stored.height() : stored.width();
        int height = transposes ? stored.width() : stored.height();
        int toRight = readsColumnsBackwards ? -1 : 1;
        int toBottom = (readsRowsBackwards ? -1 : 1) * stored.width();
        int first = (readsColumnsBackwards ? stored.width() - 1 : 0)
                + (readsRowsBackwards ? (stored.height() - 1) * stored.width() : 0);
        int acrossStep = transposes ? toBottom : toRight;
        int downStep = transposes ? toRight : toBottom;
        float[] samples = stored.samples();
        float[] upright = new float[samples.length];
        int out = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0, in = first + y * downStep; x < width; x++, in += acrossStep) {
                upright[out++] = samples[in];
            }
        }
        return new Plane(width, height, upright);
    }

    /** The picture upright; the same object if it is already. */
    BufferedImage apply(BufferedImage stored) {
        if (this == NORMAL) {
            return stored;
        }
        int width = transposes ? stored.getHeight() : stored.getWidth();
        int height = transposes ? stored.getWidth() : stored.getHeight();
        WritableRaster upright = stored.getRaster().createCompatibleWritableRaster(width, height);
        Object pixel = null;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = transposes ? y : x;
                int row = transposes ? x : y;
                pixel = stored.getRaster()
                        .getDataElements(
                                readsColumnsBackwards ? stored.getWidth() - 1 - column : column,
                                readsRowsBackwards ? stored.getHeight() - 1 - row : row,
                                pixel);
                upright.setDataElements(x, y, pixel);
            }
        }
        return new BufferedImage(stored.getColorModel(), upright, false, null);
    }
}
