package dev.darkroom.image.jpeg;

import dev.darkroom.image.raster.Plane;
import java.util.List;

/** Encodes planes as baseline JPEG (ITU-T T.81) with a JFIF header and no metadata. Thread-safe. */
public final class JpegEncoder {
    private JpegEncoder() {}

    /**
     * Encodes a picture.
     *
     * @param planes one of brightness; or Y, Cb and Cr of ITU-T T.871, where Cb and Cr both have either the size of Y or
     *     half of it each way, rounded up. Samples outside 0 to 255 are clamped
     * @param quality 1 to 100 on the scale of the Independent JPEG Group
     * @return the file
     * @throws IllegalArgumentException if the planes or the quality are not as described
     */
    public static byte[] encode(List<Plane> planes, int quality) {
        throw new IllegalStateException("not yet");
    }
}
