package dev.darkroom.image;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * How large a picture is when it stands upright, as browsers show it.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record PictureSize(int width, int height) {

    /**
     * Reads the size from the header of a file, of any format that {@link Thumbnailer} reads. Decodes nothing.
     *
     * @param beginning the file, or as much of its beginning as there is; the first 64 KB tell of nearly every picture
     * @param limits beyond which it is no picture to be shown
     * @return the size; empty if this is no picture, is beyond the limits, or if its header ends further on
     */
    public static Optional<PictureSize> of(byte[] beginning, Limits limits) {
        Objects.requireNonNull(limits, "limits");
        Optional<ImageFormat> format = ImageFormat.detect(beginning);
        if (format.isEmpty()) {
            return Optional.empty();
        }
        try {
            PictureHeader header =
                    PictureFormats.open(format.get(), beginning, limits).header();
            Size upright = header.orientation().apply(header.size());
            return Optional.of(new PictureSize(upright.width(), upright.height()));
        } catch (ImageException | IOException | RuntimeException | StackOverflowError unreadable) {
            // as in Thumbnailer, readers may throw anything on damaged bytes; the caller asks for nothing but a size
            return Optional.empty();
        }
    }
}
