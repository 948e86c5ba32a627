package dev.darkroom.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.util.Optional;

/**
 * The rows of a {@link BufferedImage}. Component images keep their own colour space and precision; whatever is out of
 * the ordinary (palettes, packed pixels, Lab, floating point) goes through its colour model to 8 bit sRGB.
 */
final class ImageRows {
    private ImageRows() {}

    static SampleRows of(BufferedImage image) {
        return layoutOf(image)
                .<SampleRows>map(layout -> RasterRows.of(
                        image.getRaster(),
                        layout,
                        image.getColorModel().getComponentSize(),
                        image.isAlphaPremultiplied()))
                .orElseGet(() -> new ColorModelRows(image));
    }

    private static Optional<SampleLayout> layoutOf(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (!(model instanceof ComponentColorModel) || !RasterRows.handles(image.getRaster())) {
            return Optional.empty();
        }
        boolean alpha = model.hasAlpha();
        return switch (model.getColorSpace().getType()) {
            case ColorSpace.TYPE_GRAY -> Optional.of(alpha ? SampleLayout.GREY_ALPHA : SampleLayout.GREY);
            case ColorSpace.TYPE_RGB -> Optional.of(alpha ? SampleLayout.RGB_ALPHA : SampleLayout.RGB);
            case ColorSpace.TYPE_CMYK -> Optional.of(SampleLayout.CMYK);
            default -> Optional.empty();
        };
    }
}
