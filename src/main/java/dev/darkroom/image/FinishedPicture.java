package dev.darkroom.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Optional;

/**
 * A fitted picture in 8 bit sRGB.
 *
 * @param rgb interleaved samples
 * @param alpha one sample a pixel; empty if the picture is opaque
 */
record FinishedPicture(Size size, byte[] rgb, Optional<byte[]> alpha) {
    /** Drops alpha that hides nothing. */
    FinishedPicture {
        alpha = alpha.filter(FinishedPicture::shinesThrough);
    }

    boolean isOpaque() {
        return alpha.isEmpty();
    }

    /** The picture over white, where it is not opaque. */
    FinishedPicture onWhite() {
        if (isOpaque()) {
            return this;
        }
        byte[] covers = alpha.orElseThrow();
        byte[] blended = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int cover = covers[i / 3] & 0xff;
            blended[i] = (byte) (((rgb[i] & 0xff) * cover + 255 * (255 - cover) + 127) / 255);
        }
        return new FinishedPicture(size, blended, Optional.empty());
    }

    /**
     * The picture as writers take it without conversion: {@code TYPE_4BYTE_ABGR} if anything shines through,
     * {@code TYPE_BYTE_GRAY} if all is grey, else {@code TYPE_3BYTE_BGR}.
     */
    BufferedImage toImage() {
        return alpha.map(this::withAlpha).orElseGet(() -> isGrey() ? grey() : opaque());
    }

    /** Pixels as ARGB, not premultiplied, of alpha 0 or 255 only, as GIF has it; 0 where transparent. */
    int[] toBilevelArgb() {
        int[] argb = new int[rgb.length / 3];
        for (int pixel = 0, i = 0; pixel < argb.length; pixel++, i += 3) {
            boolean visible = alpha.isEmpty() || alpha.get()[pixel] < 0;
            argb[pixel] =
                    visible ? 0xff000000 | (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | rgb[i + 2] & 0xff : 0;
        }
        return argb;
    }

    /** Whether every pixel is either fully visible or not at all. */
    boolean isBilevelInAlpha() {
        if (alpha.isPresent()) {
            for (byte sample : alpha.get()) {
                if (sample != 0 && sample != (byte) 255) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean shinesThrough(byte[] alpha) {
        for (byte sample : alpha) {
            if (sample != (byte) 255) {
                return true;
            }
        }
        return false;
    }

    private boolean isGrey() {
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return false;
            }
        }
        return true;
    }

    private BufferedImage withAlpha(byte[] samples) {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_4BYTE_ABGR);
        byte[] abgr = data(image);
        for (int pixel = 0; pixel < samples.length; pixel++) {
            abgr[4 * pixel] = samples[pixel];
            abgr[4 * pixel + 1] = rgb[3 * pixel + 2];
            abgr[4 * pixel + 2] = rgb[3 * pixel + 1];
            abgr[4 * pixel + 3] = rgb[3 * pixel];
        }
        return image;
    }

    private BufferedImage grey() {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] grey = data(image);
        for (int pixel = 0; pixel < grey.length; pixel++) {
            grey[pixel] = rgb[3 * pixel];
        }
        return image;
    }

    private BufferedImage opaque() {
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
