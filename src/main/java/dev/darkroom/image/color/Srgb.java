package dev.darkroom.image.color;

/** The colour space that all thumbnails are in: IEC 61966-2-1. */
final class Srgb {
    /** What its usual profiles hold as red, green and blue, relative to D50: the published primaries after Bradford. */
    private static final Matrix3 TO_XYZ =
            Matrix3.ofRows(0.43607, 0.38515, 0.14307, 0.22249, 0.71687, 0.06061, 0.01392, 0.09708, 0.71410);

    /** Linear light, 0 to 1, of XYZ relative to D50. */
    static final Matrix3 FROM_XYZ = TO_XYZ.inverse();

    /**
     * Where black is steepest, a step of the table is a fifth of a sample, so that no sample is off by over a tenth.
     */
    private static final int LAST = 1 << 14;

    private static final byte[] ENCODED = new byte[LAST + 1];

    static {
        for (int i = 0; i <= LAST; i++) {
            ENCODED[i] = (byte) Math.round(255 * encode((double) i / LAST));
        }
    }

    private Srgb() {}

    /** The sample, 0 to 1, of linear light of 0 to 1. */
    static double encode(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    /** The sample, 0 to 255, of linear light; light outside of 0 to 1 counts as the nearest inside. */
    static byte encodeToByte(float light) {
        return ENCODED[Math.max(0, Math.min(LAST, (int) (light * LAST + 0.5f)))];
    }
}
