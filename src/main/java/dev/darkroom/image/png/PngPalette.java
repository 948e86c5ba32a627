package dev.darkroom.image.png;

import java.util.Arrays;
import java.util.Optional;

/** A picture of at most 256 colours as indices of them. */
final class PngPalette {
    private static final int MAX_COLORS = 256;

    /** Of the hash table: four slots for every colour, so that one seldom meets another. */
    private static final int SLOT_BITS = 10;

    private static final int SLOTS = 1 << SLOT_BITS;

    private final int[] slotColors = new int[SLOTS];
    private final int[] slotIndices = new int[SLOTS];
    private final int[] colors = new int[MAX_COLORS];
    private int count;

    private PngPalette() {
        Arrays.fill(slotIndices, -1);
    }

    /** The colours of a picture; empty if there are too many. Those that are not opaque come first. */
    static Optional<PngPalette> of(PngPixels pixels) {
        PngPalette palette = new PngPalette();
        if (!palette.addAll(pixels)) {
            return Optional.empty();
        }
        return Optional.of(palette.sorted());
    }

    /** Bits that an index takes: 1, 2, 4 or 8. */
    int depth() {
        return count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8;
    }

    /** Red, green and blue of each colour: the body of a PLTE chunk. */
    byte[] table() {
        byte[] table = new byte[3 * count];
        for (int i = 0; i < count; i++) {
            table[3 * i] = (byte) (colors[i] >> 16);
            table[3 * i + 1] = (byte) (colors[i] >> 8);
            table[3 * i + 2] = (byte) colors[i];
        }
        return table;
    }

    /** Alpha of the colours that are not opaque: the body of a tRNS chunk. */
    byte[] alphas() {
        byte[] alphas = new byte[count];
        int size = 0;
        while (size < count && !isOpaque(colors[size])) {
            alphas[size] = (byte) (colors[size++] >>> 24);
        }
        return Arrays.copyOf(alphas, size);
    }

    /** The index of each pixel, the first of a byte in its high bits; each row starts with a byte of its own. */
    byte[] indices(PngPixels pixels) {
        int depth = depth();
        int perByte = Byte.SIZE / depth;
        int rowBytes = (pixels.width() + perByte - 1) / perByte;
        byte[] indices = new byte[rowBytes * pixels.height()];
        int pixel = 0;
        int previous = colors[0];
        int index = 0;
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                int color = pixels.argb(pixel++);
                if (color != previous) {
                    previous = color;
                    index = slotIndices[slot(color)];
                }
                indices[y * rowBytes + x / perByte] |= (byte) (index << Byte.SIZE - depth - x % perByte * depth);
            }
        }
        return indices;
    }

    private boolean addAll(PngPixels pixels) {
        int previous = pixels.argb(0);
        add(previous);
        for (int pixel = 1; pixel < pixels.count(); pixel++) {
            int color = pixels.argb(pixel);
            if (color != previous) {
                previous = color;
                if (!add(color)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean add(int color) {
        int slot = slot(color);
        if (slotIndices[slot] < 0) {
            if (count == MAX_COLORS) {
                return false;
            }
            slotColors[slot] = color;
            slotIndices[slot] = count;
            colors[count++] = color;
        }
        return true;
    }

    /** Where a colour is, or would go. */
    private int slot(int color) {
        int slot = color * 0x9e3779b1 >>> Integer.SIZE - SLOT_BITS;
        while (slotIndices[slot] >= 0 && slotColors[slot] != color) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    private PngPalette sorted() {
        PngPalette sorted = new PngPalette();
        for (int i = 0; i < count; i++) {
            if (!isOpaque(colors[i])) {
                sorted.add(colors[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            if (isOpaque(colors[i])) {
                sorted.add(colors[i]);
            }
        }
        return sorted;
    }

    private static boolean isOpaque(int color) {
        return color >>> 24 == 255;
    }
}
