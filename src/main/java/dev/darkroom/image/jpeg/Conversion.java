package dev.darkroom.image.jpeg;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * How components become the pixels of an image.
 *
 * @param converter makes the pixels
 * @param bands samples of a pixel: 1 for grey, 3 for red, green and blue
 */
record Conversion(PixelConverter converter, int bands) {
    /**
     * What the image asks for: grey, the colours as stored if its colour space is that of the profile, else sRGB.
     *
     * @throws IIOException if its pixels cannot be written
     */
    static Conversion to(ColorModel target, JpegColor color, Optional<EmbeddedProfile> profile) throws IIOException {
        if (target instanceof IndexColorModel
                || Arrays.stream(target.getComponentSize()).anyMatch(bits -> bits != 8)) {
            throw new IIOException("The destination is not an image of 8 bits for each sample.");
        }
        return switch (target.getColorSpace().getType()) {
            case ColorSpace.TYPE_GRAY -> toGrey(color);
            case ColorSpace.TYPE_RGB -> toRgb(color, profile.filter(each -> each.space() != target.getColorSpace()));
            default -> throw new IIOException("The destination is neither grey nor red, green and blue.");
        };
    }

    private static Conversion toGrey(JpegColor color) throws IIOException {
        return switch (color) {
            case GREY, YCBCR -> new Conversion(PixelConverter.stored(1), 1);
            case RGB -> new Conversion(PixelConverter.rgbToGrey(), 1);
            case CMYK, YCCK -> throw new IIOException("A picture in CMYK cannot be read into a grey image.");
        };
    }

    private static Conversion toRgb(JpegColor color, Optional<EmbeddedProfile> profile) {
        PixelConverter plain =
                switch (color) {
                    case GREY -> PixelConverter.greyToRgb();
                    case YCBCR -> PixelConverter.ycbcrToRgb();
                    case RGB -> PixelConverter.stored(3);
                    case CMYK -> PixelConverter.cmykToRgb();
                    case YCCK -> PixelConverter.ycckToRgb();
                };
        return new Conversion(profile.map(each -> converted(plain, each)).orElse(plain), 3);
    }

    private static PixelConverter converted(PixelConverter plain, EmbeddedProfile profile) {
        return (samples, first, step, count, target) -> {
            plain.convert(samples, first, step, count, target);
            profile.convert(target, count);
        };
    }
}
