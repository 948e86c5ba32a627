package dev.darkroom.image.jpeg;

/** Takes whole rows of pixels from top to bottom. */
interface PixelRows {
    /** One past the last row that is needed. */
    int end();

    /** Whether a row is needed. */
    boolean wants(int y);

    /**
     * Takes a row.
     *
     * @param samples a row of each component at the picture's width; valid during the call
     */
    void row(int y, byte[][] samples);
}
