package dev.darkroom.image;

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

    /** The picture, turned upright. */
    FinishedPicture upright(Orientation orientation) {
        return new FinishedPicture(
                orientation.apply(size),
                orientation.apply(rgb, size),
                alpha.map(stored -> orientation.apply(stored, size)));
    }

    /** How many samples each pixel has in {@link #interleaved}: 3, or 4 if any is not opaque. */
    int channels() {
        return isOpaque() ? 3 : 4;
    }

    /** Red, green, blue and, unless all is opaque, alpha of each pixel side by side; shared if opaque. */
    byte[] interleaved() {
        return alpha.map(this::withAlpha).orElse(rgb);
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

    private byte[] withAlpha(byte[] alphas) {
        byte[] rgba = new byte[4 * alphas.length];
        for (int pixel = 0, in = 0, out = 0; pixel < alphas.length; pixel++, in += 3, out += 4) {
            rgba[out] = rgb[in];
            rgba[out + 1] = rgb[in + 1];
            rgba[out + 2] = rgb[in + 2];
            rgba[out + 3] = alphas[pixel];
        }
        return rgba;
    }
}
