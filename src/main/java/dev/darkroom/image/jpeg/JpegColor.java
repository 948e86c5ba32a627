package dev.darkroom.image.jpeg;

/** What the components of a JPEG mean. */
public enum JpegColor {
    /** One component of brightness. */
    GREY,
    /** Full-range YCbCr of JFIF (ITU-T T.871). */
    YCBCR,
    /** Red, green and blue. */
    RGB,
    /** Ink as Adobe stores it, inverted: 255 is no ink. */
    CMYK,
    /** YCbCr of CMYK's first three, which are inverted as in {@link #CMYK}, then black, where 255 is no ink. */
    YCCK
}
