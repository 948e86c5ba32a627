package dev.darkroom.image.color;

/** How the samples of pixels become sRGB. Implementations are immutable. */
interface PixelConversion {
    /**
     * Converts pixels.
     *
     * @param samples interleaved, 0 to 255; may overshoot. Not changed
     * @param stride samples from one pixel to the next
     * @return red, green, blue of each pixel
     */
    byte[] toSrgb(float[] samples, int stride);
}
