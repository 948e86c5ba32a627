package dev.darkroom.image;

/** The rows of a picture held as 8 bit ARGB, not premultiplied. */
final class ArgbRows implements SampleRows {
    private final int[] argb;
    private final Size size;
    private int y;

    /** @param argb read as the rows are asked for, not copied */
    ArgbRows(int[] argb, Size size) {
        this.argb = argb;
        this.size = size;
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public SampleLayout layout() {
        return SampleLayout.RGB_ALPHA;
    }

    @Override
    public void next(float[] row) {
        premultiply(argb, y++ * size.width(), row);
    }

    /** Spreads as many pixels as the row has room for. */
    static void premultiply(int[] argb, int offset, float[] row) {
        for (int in = offset, out = 0; out < row.length; in++) {
            int pixel = argb[in];
            float alpha = pixel >>> 24;
            float factor = alpha / 255;
            row[out++] = (pixel >> 16 & 0xff) * factor;
            row[out++] = (pixel >> 8 & 0xff) * factor;
            row[out++] = (pixel & 0xff) * factor;
            row[out++] = alpha;
        }
    }
}
