package dev.darkroom.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Optional;

/** Packs finished 8 bit sRGB into the leanest of three image types, which writers take as they are. */
final class FinishedImage {
    private FinishedImage() {}

    /**
     * Packs one picture.
     *
     * @param rgb interleaved samples
     * @param alpha one sample a pixel
     * @return {@code TYPE_4BYTE_ABGR} if anything shines through, {@code TYPE_BYTE_GRAY} if all is grey, else
     *     {@code TYPE_3BYTE_BGR}
     */
    static BufferedImage of(Size size, byte[] rgb, Optional<byte[]> alpha) {
        return alpha.filter(FinishedImage::shinesThrough)
                .map(samples -> withAlpha(size, rgb, samples))
                .orElseGet(() -> isGrey(rgb) ? grey(size, rgb) : opaque(size, rgb));
    }

    private static boolean shinesThrough(byte[] alpha) {
        for (byte sample : alpha) {
            if (sample != (byte) 255) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGrey(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return false;
            }
        }
        return true;
    }

    private static BufferedImage withAlpha(Size size, byte[] rgb, byte[] alpha) {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_4BYTE_ABGR);
        byte[] abgr = data(image);
        for (int pixel = 0; pixel < alpha.length; pixel++) {
            abgr[4 * pixel] = alpha[pixel];
            abgr[4 * pixel + 1] = rgb[3 * pixel + 2];
            abgr[4 * pixel + 2] = rgb[3 * pixel + 1];
            abgr[4 * pixel + 3] = rgb[3 * pixel];
        }
        return image;
    }

    private static BufferedImage grey(Size size, byte[] rgb) {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] grey = data(image);
        for (int pixel = 0; pixel < grey.length; pixel++) {
            grey[pixel] = rgb[3 * pixel];
        }
        return image;
    }

    private static BufferedImage opaque(Size size, byte[] rgb) {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = data(image);
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return image;
    }

    private static byte[] data(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
