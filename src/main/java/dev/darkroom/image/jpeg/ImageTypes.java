package dev.darkroom.image.jpeg;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageTypeSpecifier;

/** The types of image that pictures can be read into. */
final class ImageTypes {
    static final ImageTypeSpecifier GREY = ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_BYTE_GRAY);
    static final ImageTypeSpecifier SRGB = ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_3BYTE_BGR);

    private static final int[] BGR_ORDER = {2, 1, 0};

    private ImageTypes() {}

    /** The types, the preferred one first, in the order of the JDK's reader. */
    static List<ImageTypeSpecifier> of(JpegColor color, Optional<EmbeddedProfile> profile) {
        List<ImageTypeSpecifier> types = new ArrayList<>();
        switch (color) {
            case GREY -> {
                types.add(GREY);
                types.add(SRGB);
            }
            case YCBCR, RGB -> {
                types.add(SRGB);
                profile.map(ImageTypes::in).ifPresent(types::add);
                types.add(GREY);
            }
            case CMYK, YCCK -> types.add(SRGB);
        }
        return types;
    }

    private static ImageTypeSpecifier in(EmbeddedProfile profile) {
        return ImageTypeSpecifier.createInterleaved(profile.space(), BGR_ORDER, DataBuffer.TYPE_BYTE, false, false);
    }
}
