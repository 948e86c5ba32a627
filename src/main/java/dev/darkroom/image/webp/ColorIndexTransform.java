package dev.darkroom.image.webp;

import java.io.IOException;

/** Pixels are numbers of colours, several of them in a pixel if there are few colours (RFC 9649, section 3.5.4). */
final class ColorIndexTransform implements Vp8lTransform {
    private static final int MOST_COLORS = 256;

    private final int width;
    /** How many pixels lie in one, as a power of two. */
    private final int bundling;

    /** One for each number that can be stored: those beyond the palette are transparent black. */
    private final int[] colors;

    private ColorIndexTransform(int width, int bundling, int[] colors) {
        this.width = width;
        this.bundling = bundling;
        this.colors = colors;
    }

    static ColorIndexTransform read(Vp8lBits in, int width) throws IOException {
        int count = 1 + in.read(8);
        int[] colors = new int[MOST_COLORS];
        Vp8lPixels.readAll(in, count, 1, (row, pixels) -> System.arraycopy(pixels, 0, colors, 0, count));
        for (int i = 1; i < count; i++) {
            colors[i] = PredictorTransform.add(colors[i], colors[i - 1]);
        }
        int bundling = count > 16 ? 0 : count > 4 ? 1 : count > 2 ? 2 : 3;
        return new ColorIndexTransform(width, bundling, colors);
    }

    @Override
    public int storedWidth() {
        return Vp8lPixels.ceilShift(width, bundling);
    }

    /** Backwards, since a row is as long or longer after than before. */
    @Override
    public void invert(int[] row) {
        int inPixel = (1 << bundling) - 1;
        int bits = 8 >> bundling;
        int mask = (1 << bits) - 1;
        for (int x = width - 1; x >= 0; x--) {
            int shift = 8 + (x & inPixel) * bits;
            row[x] = colors[row[x >> bundling] >> shift & mask];
        }
    }
}
