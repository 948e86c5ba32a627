package dev.darkroom.image;

import java.util.Optional;

/**
 * What a file says of itself before its pixels are decoded.
 *
 * @param size width and height as stored
 * @param frames number of frames of an animation or pages of a document, at least 1
 * @param bytesPerPixel memory that a decoded pixel takes
 * @param orientation how to turn it upright
 * @param profile the embedded ICC profile, unchecked
 * @param divisible whether it can be read at a lower resolution to save memory
 */
record PictureHeader(
        ImageFormat format,
        Size size,
        int frames,
        int bytesPerPixel,
        Orientation orientation,
        Optional<byte[]> profile,
        boolean divisible) {
    /** Rows are held one at a time, so one row must stay small too. */
    private static final int MAX_SIDE = 1 << 18;

    /** Of a picture that can be read at a lower resolution. */
    PictureHeader(
            ImageFormat format,
            Size size,
            int frames,
            int bytesPerPixel,
            Orientation orientation,
            Optional<byte[]> profile) {
        this(format, size, frames, bytesPerPixel, orientation, profile, true);
    }

    static Size size(long width, long height, Limits limits) throws ImageException {
        if (width < 1 || height < 1) {
            throw new ImageException(ImageFault.CORRUPT, "The picture says that it is " + width + " x " + height + ".");
        }
        boolean tooLong = width > MAX_SIDE || height > MAX_SIDE;
        if (tooLong || width * height > limits.maxPixels()) {
            throw new ImageException(
                    ImageFault.TOO_MANY_PIXELS,
                    "The picture is " + width + " x " + height + " pixels; at most " + limits.maxPixels()
                            + " pixels and " + MAX_SIDE + " a side are allowed.");
        }
        return new Size((int) width, (int) height);
    }
}
