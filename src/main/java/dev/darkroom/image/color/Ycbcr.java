package dev.darkroom.image.color;

/**
 * Full-range YCbCr of JFIF to RGB: ITU-T T.871, section 7. Samples run from 0 to 255 and may overshoot; so may results,
 * for what takes them clamps anyway, and clamping twice would more than double the time.
 */
public final class Ycbcr {
    private static final float RED_OF_CR = 1.402f;
    private static final float GREEN_OF_CB = -0.344136f;
    private static final float GREEN_OF_CR = -0.714136f;
    private static final float BLUE_OF_CB = 1.772f;

    private Ycbcr() {}

    /**
     * Converts planes of equal length in place.
     *
     * @param luma becomes red
     * @param cb becomes green
     * @param cr becomes blue
     */
    public static void toRgb(float[] luma, float[] cb, float[] cr) {
        for (int i = 0; i < luma.length; i++) {
            float y = luma[i];
            float b = cb[i] - 128;
            float r = cr[i] - 128;
            luma[i] = y + RED_OF_CR * r;
            cb[i] = y + GREEN_OF_CB * b + GREEN_OF_CR * r;
            cr[i] = y + BLUE_OF_CB * b;
        }
    }
}
