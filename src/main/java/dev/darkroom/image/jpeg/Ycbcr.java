package dev.darkroom.image.jpeg;

/**
 * Full-range YCbCr in whole numbers. The equations and the five digits of their constants are those of the JPEG File
 * Interchange Format 1.02, page 4, scaled by 2^16; so does the library in the JDK compute, hence equal results.
 */
final class Ycbcr {
    private static final int HALF = 1 << 15;
    private static final int RED_BY_CR = scaled(1.402);
    private static final int GREEN_BY_CB = scaled(0.34414);
    private static final int GREEN_BY_CR = scaled(0.71414);
    private static final int BLUE_BY_CB = scaled(1.772);
    private static final int LUMA_BY_RED = scaled(0.299);
    private static final int LUMA_BY_GREEN = scaled(0.587);
    private static final int LUMA_BY_BLUE = scaled(0.114);

    private Ycbcr() {}

    /** Chroma is given less 128. */
    static int red(int y, int cr) {
        return clamp(y + (RED_BY_CR * cr + HALF >> 16));
    }

    /** Chroma is given less 128. */
    static int green(int y, int cb, int cr) {
        return clamp(y + (-GREEN_BY_CB * cb - GREEN_BY_CR * cr + HALF >> 16));
    }

    /** Chroma is given less 128. */
    static int blue(int y, int cb) {
        return clamp(y + (BLUE_BY_CB * cb + HALF >> 16));
    }

    static int luma(int red, int green, int blue) {
        return LUMA_BY_RED * red + LUMA_BY_GREEN * green + LUMA_BY_BLUE * blue + HALF >> 16;
    }

    private static int scaled(double constant) {
        return (int) (constant * 65536 + 0.5);
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
