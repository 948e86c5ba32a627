package dev.darkroom.image.webp;

import java.io.IOException;

/** Red and blue are stored less what green, and red, let one expect of them (RFC 9649, section 3.5.2). */
final class ColorTransform implements Vp8lTransform {
    private final int width;
    private final int bits;
    private final int perRow;
    /** For each square of pixels: how much of red goes into blue, of green into blue and of green into red. */
    private final int[] factors;

    private int y;

    private ColorTransform(int width, int bits, int perRow, int[] factors) {
        this.width = width;
        this.bits = bits;
        this.perRow = perRow;
        this.factors = factors;
    }

    static ColorTransform read(Vp8lBits in, int width, int height) throws IOException {
        int bits = 2 + in.read(3);
        int perRow = Vp8lPixels.ceilShift(width, bits);
        int rows = Vp8lPixels.ceilShift(height, bits);
        int[] factors = new int[perRow * rows];
        Vp8lPixels.readAll(
                in, perRow, rows, (row, pixels) -> System.arraycopy(pixels, 0, factors, row * perRow, perRow));
        return new ColorTransform(width, bits, perRow, factors);
    }

    @Override
    public int storedWidth() {
        return width;
    }

    @Override
    public void invert(int[] row) {
        int square = (y++ >> bits) * perRow;
        for (int from = 0; from < width; from += 1 << bits) {
            invert(row, from, Math.min(width, from + (1 << bits)), factors[square++]);
        }
    }

    /** All samples and factors are signed here, and factors count 32nds. */
    private static void invert(int[] row, int from, int to, int factors) {
        byte greenToRed = (byte) factors;
        byte greenToBlue = (byte) (factors >> 8);
        byte redToBlue = (byte) (factors >> 16);
        for (int x = from; x < to; x++) {
            int pixel = row[x];
            byte green = (byte) (pixel >> 8);
            byte red = (byte) ((pixel >> 16) + (greenToRed * green >> 5));
            int blue = pixel + (greenToBlue * green >> 5) + (redToBlue * red >> 5);
            row[x] = pixel & 0xff00ff00 | (red & 0xff) << 16 | blue & 0xff;
        }
    }
}
