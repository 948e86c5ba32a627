package dev.darkroom.image;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Up to 255 colours for the pixels of one picture, and one index for what is transparent. Exact where the picture has no
 * more colours; else boxes of similar colours share their mean.
 */
final class Palette {
    /** Index of transparent pixels. */
    static final int TRANSPARENT = 255;

    private final int[] rgb;
    private final Lookup lookup;

    private Palette(int[] rgb, Lookup lookup) {
        this.rgb = rgb;
        this.lookup = lookup;
    }

    /** The best colours for these pixels; those of alpha 0 count for nothing. */
    static Palette of(int[] argb) {
        return exact(argb).orElseGet(() -> {
            ColorBoxes boxes = ColorBoxes.split(argb, TRANSPARENT);
            return new Palette(boxes.colors(), boxes::indexOf);
        });
    }

    /** The very colours of these pixels; empty if there are more than 255. */
    static Optional<Palette> exact(int[] argb) {
        Map<Integer, Integer> indices = new HashMap<>();
        int previous = 0;
        for (int pixel : argb) {
            if (pixel == previous || pixel == 0) {
                continue;
            }
            previous = pixel;
            if (!indices.containsKey(pixel)) {
                if (indices.size() == TRANSPARENT) {
                    return Optional.empty();
                }
                indices.put(pixel, indices.size());
            }
        }
        int[] colors = new int[indices.size()];
        indices.forEach((pixel, index) -> colors[index] = pixel & 0xffffff);
        return Optional.of(new Palette(colors, indices::get));
    }

    /** 256 colours of three bytes; those not used are black. */
    byte[] table() {
        byte[] table = new byte[3 * 256];
        for (int i = 0; i < rgb.length; i++) {
            table[3 * i] = (byte) (rgb[i] >> 16);
            table[3 * i + 1] = (byte) (rgb[i] >> 8);
            table[3 * i + 2] = (byte) rgb[i];
        }
        return table;
    }

    /** The index of each pixel. */
    byte[] map(int[] argb) {
        byte[] indices = new byte[argb.length];
        int previous = 0;
        byte index = (byte) TRANSPARENT;
        for (int i = 0; i < argb.length; i++) {
            if (argb[i] != previous) {
                previous = argb[i];
                index = (byte) (previous == 0 ? TRANSPARENT : lookup.indexOf(previous));
            }
            indices[i] = index;
        }
        return indices;
    }

    private interface Lookup {
        int indexOf(int argb);
    }
}
