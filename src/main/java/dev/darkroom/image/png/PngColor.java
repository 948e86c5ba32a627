package dev.darkroom.image.png;

import java.io.IOException;

/** The colour types of PNG (third edition, section 11.2.1). */
public enum PngColor {
    /** Brightness. */
    GREY(0, 1, 1 | 2 | 4 | 8 | 16),
    /** Red, green and blue. */
    RGB(2, 3, 8 | 16),
    /** Indices of a palette of red, green, blue and maybe alpha. */
    PALETTE(3, 1, 1 | 2 | 4 | 8),
    /** Brightness and alpha, not multiplied. */
    GREY_ALPHA(4, 2, 8 | 16),
    /** Red, green, blue and alpha, not multiplied. */
    RGB_ALPHA(6, 4, 8 | 16);

    private final int code;
    private final int channels;
    /** The depths allowed, which are powers of two, added up. */
    private final int depths;

    PngColor(int code, int channels, int depths) {
        this.code = code;
        this.channels = channels;
        this.depths = depths;
    }

    static PngColor of(int code, int bitDepth) throws IOException {
        for (PngColor color : values()) {
            if (color.code == code && Integer.bitCount(bitDepth) == 1 && (color.depths & bitDepth) != 0) {
                return color;
            }
        }
        throw new IOException("colour type " + code + " of " + bitDepth + " bits");
    }

    /** Samples of a pixel as stored. */
    public int channels() {
        return channels;
    }

    /** Whether the last sample of a pixel is alpha. */
    public boolean hasAlpha() {
        return this == GREY_ALPHA || this == RGB_ALPHA;
    }
}
