package dev.darkroom.image.png;

/**
 * Pixels of 8 bits a sample.
 *
 * @param channels 1 for grey, 2 for grey and alpha, 3 for red, green and blue, 4 for these and alpha
 * @param samples the channels of each pixel side by side, row by row; shared, not copied
 */
record PngPixels(int width, int height, int channels, byte[] samples) {
    private static final byte OPAQUE = (byte) 255;

    int count() {
        return samples.length / channels;
    }

    int rowBytes() {
        return width * channels;
    }

    boolean hasColor() {
        return channels >= 3;
    }

    boolean hasAlpha() {
        return channels % 2 == 0;
    }

    /** The colour type of the file (PNG, third edition, section 11.2.1). */
    int colorType() {
        return (hasColor() ? 2 : 0) | (hasAlpha() ? 4 : 0);
    }

    /** A pixel as ARGB. */
    int argb(int pixel) {
        int at = pixel * channels;
        int red = samples[at] & 0xff;
        int green = hasColor() ? samples[at + 1] & 0xff : red;
        int blue = hasColor() ? samples[at + 2] & 0xff : red;
        int alpha = hasAlpha() ? samples[at + channels - 1] & 0xff : 255;
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    /** Without the channels that say nothing: alpha if all is opaque, green and blue if all is grey. */
    PngPixels reduced() {
        boolean dropsAlpha = hasAlpha() && isOpaque();
        boolean dropsColor = hasColor() && isGrey();
        if (!dropsAlpha && !dropsColor) {
            return this;
        }
        int colors = hasColor() && !dropsColor ? 3 : 1;
        int kept = colors + (hasAlpha() && !dropsAlpha ? 1 : 0);
        byte[] reduced = new byte[count() * kept];
        for (int in = 0, out = 0; out < reduced.length; in += channels, out += kept) {
            for (int channel = 0; channel < colors; channel++) {
                reduced[out + channel] = samples[in + channel];
            }
            if (kept > colors) {
                reduced[out + colors] = samples[in + channels - 1];
            }
        }
        return new PngPixels(width, height, kept, reduced);
    }

    /** Whether most pixels equal the one before, as in drawings and lettering. */
    boolean isFlat() {
        int equal = 0;
        for (int at = channels; at < samples.length; at += channels) {
            int difference = 0;
            for (int i = at; i < at + channels; i++) {
                difference |= samples[i] ^ samples[i - channels];
            }
            equal += difference == 0 ? 1 : 0;
        }
        return equal > count() / 2;
    }

    private boolean isOpaque() {
        for (int i = channels - 1; i < samples.length; i += channels) {
            if (samples[i] != OPAQUE) {
                return false;
            }
        }
        return true;
    }

    private boolean isGrey() {
        for (int i = 0; i < samples.length; i += channels) {
            if (samples[i] != samples[i + 1] || samples[i] != samples[i + 2]) {
                return false;
            }
        }
        return true;
    }
}
