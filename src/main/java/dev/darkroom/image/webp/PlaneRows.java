package dev.darkroom.image.webp;

/** Takes the rows of the three planes of a lossy picture as they are decoded. */
public interface PlaneRows {
    /**
     * Takes the next row of a plane. The rows of each plane come once each, from top to bottom; those of different planes
     * take turns, some at a time.
     *
     * @param plane 0 for luma, 1 for blue chroma, 2 for red chroma
     * @param samples whole numbers of ITU-R BT.601 in its narrow range: black is 16 and white 235 of luma, and chroma runs
     *     from 16 to 240 around 128, though files may go beyond. As wide as the picture, or half as wide, rounded up, for
     *     chroma, whose samples lie in the middle of four pixels. Valid during the call
     */
    void row(int plane, float[] samples);
}
