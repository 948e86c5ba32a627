package dev.darkroom.image.color;

/**
 * Tells conversions that change nothing: profiles of sRGB are written in many ways, with curves of 20 points up to 4096
 * and primaries that differ in the fourth digit.
 */
final class SrgbLikeness {
    /** Of 255, in any channel of any colour tried: less than a JPEG of the best quality is off by. */
    private static final int TOLERANCE = 1;

    /** Closer where it is dark, where curves differ most. */
    private static final int[] LEVELS = {0, 4, 8, 16, 32, 64, 96, 128, 192, 255};

    private SrgbLikeness() {}

    static boolean of(PixelConversion conversion, ColorKind kind) {
        return switch (kind) {
            case CMYK -> false;
            case GREY -> isIdentity(conversion, greys(1), 1);
            case RGB -> isIdentity(conversion, greys(3), 3) && isIdentity(conversion, colors(), 3);
        };
    }

    private static boolean isIdentity(PixelConversion conversion, float[] samples, int channels) {
        byte[] rgb = conversion.toSrgb(samples, channels);
        for (int i = 0; i < rgb.length; i++) {
            float before = samples[channels == 1 ? i / 3 : i];
            if (Math.abs((rgb[i] & 0xff) - before) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private static float[] greys(int channels) {
        float[] samples = new float[256 * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i / channels;
        }
        return samples;
    }

    private static float[] colors() {
        float[] samples = new float[LEVELS.length * LEVELS.length * LEVELS.length * 3];
        int out = 0;
        for (int red : LEVELS) {
            for (int green : LEVELS) {
                for (int blue : LEVELS) {
                    samples[out++] = red;
                    samples[out++] = green;
                    samples[out++] = blue;
                }
            }
        }
        return samples;
    }
}
