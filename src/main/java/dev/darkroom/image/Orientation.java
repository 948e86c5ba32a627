package dev.darkroom.image;

import dev.darkroom.image.raster.Plane;

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

    /** The size upright of a picture stored in this size. */
    Size apply(Size stored) {
        return transposes ? stored.transposed() : stored;
    }

    /** The plane upright; the same object if it is already. */
    Plane apply(Plane stored) {
        if (this == NORMAL) {
            return stored;
        }
        Walk walk = walk(stored.width(), stored.height());
        float[] samples = stored.samples();
        float[] upright = new float[samples.length];
        int out = 0;
        for (int y = 0; y < walk.height; y++) {
            for (int x = 0, in = walk.first + y * walk.down; x < walk.width; x++, in += walk.across) {
                upright[out++] = samples[in];
            }
        }
        return new Plane(walk.width, walk.height, upright);
    }

    /**
     * The samples upright; the same array if they are already.
     *
     * @param stored pixels side by side, row by row
     * @param size of the picture as it is stored
     */
    byte[] apply(byte[] stored, Size size) {
        if (this == NORMAL) {
            return stored;
        }
        Walk walk = walk(size.width(), size.height());
        int channels = stored.length / (walk.width * walk.height);
        byte[] upright = new byte[stored.length];
        int out = 0;
        for (int y = 0; y < walk.height; y++) {
            for (int x = 0, pixel = walk.first + y * walk.down; x < walk.width; x++, pixel += walk.across) {
                for (int in = pixel * channels, end = in + channels; in < end; in++) {
                    upright[out++] = stored[in];
                }
            }
        }
        return upright;
    }

    private Walk walk(int width, int height) {
        int right = readsColumnsBackwards ? -1 : 1;
        int below = readsRowsBackwards ? -width : width;
        int first = (readsColumnsBackwards ? width - 1 : 0) + (readsRowsBackwards ? (height - 1) * width : 0);
        return transposes ? new Walk(height, width, first, below, right) : new Walk(width, height, first, right, below);
    }

    /**
     * How to walk through stored pixels in the order in which they stand upright.
     *
     * @param first index of the upper left pixel
     * @param across what to add to an index for the next pixel of a row
     * @param down what to add for the next row
     */
    private record Walk(int width, int height, int first, int across, int down) {}
}
