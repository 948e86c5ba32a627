package dev.darkroom.image.raster;

/**
 * Averages boxes of so many by so many pixels, which is the cheap first step of a large reduction: what is left to the real
 * filter has fewer samples. Boxes at the right and lower edges that are not full average what there is of them. For one
 * thread.
 */
public interface BoxReducer {
    /** Beyond this many pixels a side of a box, sums would overflow. */
    int MAX_FACTOR = 128;

    /**
     * Takes the next row of a row of boxes, at most as many as a box is high.
     *
     * @param row holds the samples from {@code offset} on; not kept
     */
    void add(byte[] row, int offset);

    /**
     * Averages the rows taken since the last call.
     *
     * @param target takes the samples, 0 to 255, one pixel for each box, interleaved; colours multiplied by alpha where
     *     there is one
     */
    void average(float[] target);

    /** How large to make the boxes so that at least twice the pixels of the target are left along both axes. */
    static int factor(int width, int height, int targetWidth, int targetHeight) {
        int factor = Math.min(width / (2 * targetWidth), height / (2 * targetHeight));
        return Math.max(1, Math.min(factor, MAX_FACTOR));
    }

    /** How many boxes of a side cover a length. */
    static int boxes(int length, int factor) {
        return (length - 1) / factor + 1;
    }

    /**
     * Averages pixels without alpha.
     *
     * @param columns pixels in a row
     * @param channels samples of a pixel, which lie side by side
     * @param bytesPerSample 1, or 2 with the higher byte first
     * @param factor side of a box, 1 to {@link #MAX_FACTOR}
     */
    static BoxReducer of(int columns, int channels, int bytesPerSample, int factor) {
        return new OpaqueBoxReducer(columns, channels, bytesPerSample, factor);
    }

    /**
     * Averages pixels of red, green, blue and alpha, a byte each, the colours not yet multiplied.
     *
     * @param columns pixels in a row
     * @param factor side of a box, 1 to {@link #MAX_FACTOR}
     */
    static BoxReducer ofRgba(int columns, int factor) {
        return new RgbaBoxReducer(columns, factor);
    }
}
