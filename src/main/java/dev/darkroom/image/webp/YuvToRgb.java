package dev.darkroom.image.webp;

/**
 * Turns rows of luma and chroma into RGB as libwebp does, bit for bit: chroma is interpolated between the four nearest
 * samples at 9, 3, 3 and 1 sixteenths, and BT.601 is computed in 14 bits, of which six lie after the point. For one thread.
 */
final class YuvToRgb {
    private static final int FRACTION_BITS = 6;
    private static final int LARGEST = (256 << FRACTION_BITS) - 1;

    private final int width;
    private final int height;
    private final int[] blue;
    private final int[] red;

    YuvToRgb(int width, int height) {
        this.width = width;
        this.height = height;
        this.blue = new int[width + 1];
        this.red = new int[width + 1];
    }

    /**
     * Converts a row.
     *
     * @param band holds the row, and the row of chroma before or behind it that is next to it
     * @param argb takes the pixels, all opaque
     */
    void convert(Vp8Band band, int y, int[] argb) {
        int near = y >> 1;
        int wanted = (y & 1) == 0 ? near - 1 : near + 1;
        int far = Math.max(0, Math.min((height - 1) >> 1, wanted));
        interpolate(band.blue(), band.chromaRow(near), band.chromaRow(far), blue);
        interpolate(band.red(), band.chromaRow(near), band.chromaRow(far), red);
        byte[] luma = band.luma();
        int at = band.lumaRow(y);
        for (int x = 0; x < width; x++) {
            int scaled = (luma[at + x] & 0xff) * 19077 >> 8;
            int u = blue[x];
            int v = red[x];
            int r = toByte(scaled + (v * 26149 >> 8) - 14234);
            int g = toByte(scaled - (u * 6419 >> 8) - (v * 13320 >> 8) + 8708);
            int b = toByte(scaled + (u * 33050 >> 8) - 17685);
            argb[x] = 0xff000000 | r << 16 | g << 8 | b;
        }
    }

    private void interpolate(byte[] plane, int near, int far, int[] out) {
        int last = (width - 1) >> 1;
        int a = plane[near] & 0xff;
        int c = plane[far] & 0xff;
        out[0] = 3 * a + c + 2 >> 2;
        for (int x = 1; x <= last; x++) {
            int b = plane[near + x] & 0xff;
            int d = plane[far + x] & 0xff;
            int sum = a + b + c + d + 8;
            out[2 * x - 1] = (sum + 2 * (b + c) >> 3) + a >> 1;
            out[2 * x] = (sum + 2 * (a + d) >> 3) + b >> 1;
            a = b;
            c = d;
        }
        if ((width & 1) == 0) {
            out[width - 1] = 3 * a + c + 2 >> 2;
        }
    }

    private static int toByte(int value) {
        return value < 0 ? 0 : value > LARGEST ? 255 : value >> FRACTION_BITS;
    }
}
