package dev.darkroom.image.png;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageTypeSpecifier;

/** The types of image that a PNG can be read into, the best first: the same as those of the JDK's reader. */
final class PngImageTypes {
    private static final ColorSpace SRGB = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    private static final ColorSpace GREY = ColorSpace.getInstance(ColorSpace.CS_GRAY);

    private PngImageTypes() {}

    static List<ImageTypeSpecifier> of(PngHeader header) {
        List<ImageTypeSpecifier> types = new ArrayList<>();
        int data = header.bitDepth() == 16 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
        boolean masked = !header.transparent().isEmpty();
        switch (header.color()) {
            case GREY -> {
                if (masked) {
                    types.add(greyAlpha(data));
                }
                types.add(ImageTypeSpecifier.createGrayscale(header.bitDepth(), data, false));
            }
            case GREY_ALPHA -> types.add(greyAlpha(data));
            case PALETTE -> types.add(palette(header));
            case RGB -> addRgb(types, data, masked);
            case RGB_ALPHA -> {
                if (data == DataBuffer.TYPE_BYTE) {
                    types.add(standard(BufferedImage.TYPE_4BYTE_ABGR));
                    types.add(standard(BufferedImage.TYPE_INT_ARGB));
                }
                types.add(rgbAlpha(data));
            }
        }
        return types;
    }

    /** The types for a picture that is rendered at another size: 8 bit grey or sRGB, with alpha if there is any. */
    static List<ImageTypeSpecifier> rendered(PngHeader header) {
        return switch (PngUnpacker.channels(header)) {
            case 1 -> List.of(standard(BufferedImage.TYPE_BYTE_GRAY));
            case 2 -> List.of(greyAlpha(DataBuffer.TYPE_BYTE));
            case 3 -> List.of(standard(BufferedImage.TYPE_3BYTE_BGR), standard(BufferedImage.TYPE_INT_RGB));
            default -> List.of(standard(BufferedImage.TYPE_4BYTE_ABGR), standard(BufferedImage.TYPE_INT_ARGB));
        };
    }

    private static void addRgb(List<ImageTypeSpecifier> types, int data, boolean masked) {
        boolean bytes = data == DataBuffer.TYPE_BYTE;
        if (masked && bytes) {
            types.add(standard(BufferedImage.TYPE_4BYTE_ABGR));
        }
        if (bytes) {
            types.add(standard(BufferedImage.TYPE_3BYTE_BGR));
            types.add(standard(BufferedImage.TYPE_INT_RGB));
            types.add(standard(BufferedImage.TYPE_INT_BGR));
        }
        if (masked) {
            types.add(rgbAlpha(data));
        }
        types.add(ImageTypeSpecifier.createInterleaved(SRGB, new int[] {0, 1, 2}, data, false, false));
    }

    private static ImageTypeSpecifier palette(PngHeader header) {
        int[] argb = header.palette();
        byte[][] channels = new byte[4][argb.length];
        for (int i = 0; i < argb.length; i++) {
            for (int channel = 0; channel < 4; channel++) {
                channels[channel][i] = (byte) (argb[i] >>> 24 - 8 * channel);
            }
        }
        int bits = header.bitDepth();
        IndexColorModel model = header.hasAlpha()
                ? new IndexColorModel(bits, argb.length, channels[1], channels[2], channels[3], channels[0])
                : new IndexColorModel(bits, argb.length, channels[1], channels[2], channels[3]);
        return new ImageTypeSpecifier(
                model,
                bits == 8
                        ? new PixelInterleavedSampleModel(DataBuffer.TYPE_BYTE, 1, 1, 1, 1, new int[1])
                        : new MultiPixelPackedSampleModel(DataBuffer.TYPE_BYTE, 1, 1, bits));
    }

    private static ImageTypeSpecifier greyAlpha(int data) {
        return ImageTypeSpecifier.createInterleaved(GREY, new int[] {0, 1}, data, true, false);
    }

    private static ImageTypeSpecifier rgbAlpha(int data) {
        return ImageTypeSpecifier.createInterleaved(SRGB, new int[] {0, 1, 2, 3}, data, true, false);
    }

    private static ImageTypeSpecifier standard(int type) {
        return ImageTypeSpecifier.createFromBufferedImageType(type);
    }
}
