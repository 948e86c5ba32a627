package dev.darkroom.image.webp;

/** Takes the rows of a picture as they are decoded, from top to bottom. */
public interface PixelRows {
    /**
     * Takes the next row.
     *
     * @param argb 8 bits each of alpha, red, green and blue, not premultiplied; as wide as the picture or longer. Valid
     *     during the call
     */
    void row(int[] argb);
}
