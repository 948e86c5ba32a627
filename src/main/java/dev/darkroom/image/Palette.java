package dev.darkroom.image;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Up to {@value #MAX_COLORS} colours for the pixels of one picture, and one index, the last, for what is transparent. Exact
 * where the picture has no more colours; else boxes of similar colours share their mean.
 */
final class Palette {
    /** Colours at most, beside transparency. */
    static final int MAX_COLORS = 255;

    private final int[] rgb;
    private final Lookup lookup;

    private Palette(int[] rgb, Lookup lookup) {
        this.rgb = rgb;
        this.lookup = lookup;
    }

    /** The best colours for these pixels; those of alpha 0 count for nothing. */
    static Palette of(int[] argb) {
        return exact(argb).orElseGet(() -> {
            ColorBoxes boxes = ColorBoxes.split(argb, MAX_COLORS);
            return new Palette(boxes.colors(), boxes::indexOf);
        });
    }

    /** The very colours of these pixels; empty if there are more than {@value #MAX_COLORS}. */
    static Optional<Palette> exact(int[] argb) {
        Map<Integer, Integer> indices = new HashMap<>();
        int previous = 0;
        for (int pixel : argb) {
            if (pixel == previous || pixel == 0) {
                continue;
            }
            previous = pixel;
            if (!indices.containsKey(pixel)) {
                if (indices.size() == MAX_COLORS) {
                    return Optional.empty();
                }
                indices.put(pixel, indices.size());
            }
        }
        int[] colors = new int[indices.size()];
        indices.forEach((pixel, index) -> colors[index] = pixel & 0xffffff);
        return Optional.of(new Palette(colors, indices::get));
    }

    /** Bits that an index takes, 1 to 8. */
    int bits() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, rgb.length));
    }

    /** Index of transparent pixels. */
    int transparent() {
        return (1 << bits()) - 1;
    }

    /** Three bytes for each index; those not used are black. */
    byte[] table() {
        byte[] table = new byte[3 << bits()];
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
        byte index = (byte) transparent();
        for (int i = 0; i < argb.length; i++) {
            if (argb[i] != previous) {
                previous = argb[i];
                index = (byte) (previous == 0 ? transparent() : lookup.indexOf(previous));
            }
            indices[i] = index;
        }
        return indices;
    }

    private interface Lookup {
        int indexOf(int argb);
    }
}
