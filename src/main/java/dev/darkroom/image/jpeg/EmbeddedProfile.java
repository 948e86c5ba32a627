package dev.darkroom.image.jpeg;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** The ICC profile of a picture of red, green and blue, through the JDK's colour management. */
final class EmbeddedProfile {
    private final ICC_ColorSpace space;
    private final ColorConvertOp toSrgb;

    private EmbeddedProfile(ICC_ColorSpace space) {
        this.space = space;
        this.toSrgb = new ColorConvertOp(space, ColorSpace.getInstance(ColorSpace.CS_sRGB), null);
    }

    /** The profile of a picture of luma and chroma or of red, green and blue, unless it is damaged or for another kind. */
    static Optional<EmbeddedProfile> of(JpegHeader header) {
        return switch (header.color()) {
            case YCBCR, RGB -> header.profile().flatMap(EmbeddedProfile::of);
            case GREY, CMYK, YCCK -> Optional.empty();
        };
    }

    private static Optional<EmbeddedProfile> of(byte[] content) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(content);
            if (profile.getColorSpaceType() != ColorSpace.TYPE_RGB) {
                return Optional.empty();
            }
            EmbeddedProfile result = new EmbeddedProfile(new ICC_ColorSpace(profile));
            result.convert(new byte[3], 1);
            return Optional.of(result);
        } catch (RuntimeException invalid) {
            // Colour management fails in many unchecked ways on a damaged profile, and the pixels are good without it.
            return Optional.empty();
        }
    }

    ICC_ColorSpace space() {
        return space;
    }

    /** Converts interleaved pixels to sRGB in place. */
    void convert(byte[] pixels, int count) {
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(pixels, count * 3), count, 1, count * 3, 3, new int[] {0, 1, 2}, new Point());
        WritableRaster converted = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, count, 1, 3, new Point());
        toSrgb.filter(raster, converted);
        converted.getDataElements(0, 0, count, 1, pixels);
    }
}
