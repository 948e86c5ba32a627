package dev.darkroom.image.color;

/** What the colours of a picture, or of the device that a profile describes, are made of. */
public enum ColorKind {
    /** Brightness. */
    GREY(1, "GRAY"),
    /** Red, green and blue light. */
    RGB(3, "RGB "),
    /** Cyan, magenta, yellow and black ink: 255 is full cover. */
    CMYK(4, "CMYK");

    private final int channels;
    private final String signature;

    ColorKind(int channels, String signature) {
        this.channels = channels;
        this.signature = signature;
    }

    /** Samples of a pixel, without alpha. */
    public int channels() {
        return channels;
    }

    /** How the header of a profile names it: ICC.1:2010, table 19. */
    String signature() {
        return signature;
    }
}
