package dev.darkroom.image;

import java.util.Objects;

/**
 * What a thumbnail should be like. Immutable.
 *
 * @param width width of the box in pixels, 1 to {@value #MAX_SIDE}
 * @param height height of the box in pixels, 1 to {@value #MAX_SIDE}
 * @param enlarge whether small pictures grow to fill the box
 * @param jpegQuality quality of JPEG output, 1 to 100 on the scale of the Independent JPEG Group
 */
public record FitOptions(int width, int height, Enlarge enlarge, int jpegQuality) {
    /** Longest side of a box, in pixels. */
    public static final int MAX_SIDE = 4096;
    /** JPEG quality unless told otherwise. */
    public static final int DEFAULT_JPEG_QUALITY = 85;

    /** @throws IllegalArgumentException if a value is out of its range */
    public FitOptions {
        requireRange("width", width, MAX_SIDE);
        requireRange("height", height, MAX_SIDE);
        requireRange("jpegQuality", jpegQuality, 100);
        Objects.requireNonNull(enlarge, "enlarge");
    }

    /**
     * The usual thumbnail: fills the box as far as its aspect ratio allows, JPEG quality {@value #DEFAULT_JPEG_QUALITY}.
     *
     * @param width width of the box in pixels, 1 to {@value #MAX_SIDE}
     * @param height height of the box in pixels, 1 to {@value #MAX_SIDE}
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static FitOptions within(int width, int height) {
        return new FitOptions(width, height, Enlarge.ALLOWED, DEFAULT_JPEG_QUALITY);
    }

    /** These options with another rule for small pictures. */
    public FitOptions withEnlarge(Enlarge enlarge) {
        return new FitOptions(width, height, enlarge, jpegQuality);
    }

    /**
     * These options with another JPEG quality.
     *
     * @param jpegQuality 1 to 100
     * @throws IllegalArgumentException if the value is out of its range
     */
    public FitOptions withJpegQuality(int jpegQuality) {
        return new FitOptions(width, height, enlarge, jpegQuality);
    }

    private static void requireRange(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be 1 to " + max + ", not " + value);
        }
    }
}
