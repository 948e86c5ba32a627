package dev.darkroom.image;

/** What the channels of a picture mean. Samples run from 0 to 255; colours are multiplied by alpha where there is one. */
enum SampleLayout {
    GREY(1, false),
    GREY_ALPHA(2, true),
    RGB(3, false),
    RGB_ALPHA(4, true),
    /** Ink: 255 is full cover. */
    CMYK(4, false);

    private final int channels;
    private final boolean alpha;

    SampleLayout(int channels, boolean alpha) {
        this.channels = channels;
        this.alpha = alpha;
    }

    /** Samples per pixel. */
    int channels() {
        return channels;
    }

    /** Whether the last channel is alpha. */
    boolean hasAlpha() {
        return alpha;
    }
}
