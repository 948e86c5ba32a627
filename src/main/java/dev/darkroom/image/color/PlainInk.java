package dev.darkroom.image.color;

/**
 * Ink without a profile: what one ink lets through, black lets through in part. Printers' colours are duller; but
 * browsers show such files this way, so this is how people who put them on the web have seen them, and nothing tells
 * which printer was meant.
 */
public final class PlainInk {
    private PlainInk() {}

    /**
     * Converts pixels.
     *
     * @param samples cyan, magenta, yellow, black of each pixel, 0 to 255, where 255 is full cover; may overshoot
     * @return red, green, blue of each pixel
     */
    public static byte[] toRgb(float[] samples) {
        byte[] rgb = new byte[samples.length / 4 * 3];
        for (int in = 0, out = 0; out < rgb.length; in += 4, out += 3) {
            float light = (255 - clamp(samples[in + 3])) / 255;
            for (int ink = 0; ink < 3; ink++) {
                rgb[out + ink] = (byte) ((255 - clamp(samples[in + ink])) * light + 0.5f);
            }
        }
        return rgb;
    }

    private static float clamp(float sample) {
        return Math.max(0, Math.min(255, sample));
    }
}
