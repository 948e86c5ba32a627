package dev.darkroom.image.color;

/** CIE 1976 L*a*b* (ISO 11664-4), relative to D50 as ICC profiles have it. */
final class Lab {
    /** XYZ of the white that profiles relate colours to: ICC.1:2010, 7.2.16. */
    static final float WHITE_X = 0.9642f;

    static final float WHITE_Z = 0.8249f;

    private Lab() {}

    /** Light, 0 to 1, of a lightness of 0 to 100. */
    static double light(double lightness) {
        return uncompressed((float) (lightness + 16) / 116);
    }

    /** The inverse of the function f of the standard. */
    static float uncompressed(float f) {
        return f > 6f / 29 ? f * f * f : (f - 4f / 29) * (108f / 841);
    }
}
