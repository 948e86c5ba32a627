package dev.darkroom.image;

import java.util.Objects;
import java.util.Optional;

/**
 * What a thumbnail should be like. Immutable.
 *
 * @param width width of the box in pixels, 1 to {@value #MAX_SIDE}
 * @param height height of the box in pixels, 1 to {@value #MAX_SIDE}
 * @param enlarge whether small pictures grow to fill the box
 * @param jpegQuality quality of JPEG output, 1 to 100 on the scale of the Independent JPEG Group
 * @param format {@link ImageFormat#JPEG} or {@link ImageFormat#PNG}, whatever comes in; empty for what suits the picture.
 *     As JPEG, what is transparent becomes white
 */
public record FitOptions(int width, int height, Enlarge enlarge, int jpegQuality, Optional<ImageFormat> format) {
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
        if (format.filter(wanted -> wanted != ImageFormat.JPEG && wanted != ImageFormat.PNG)
                .isPresent()) {
            throw new IllegalArgumentException("format must be JPEG or PNG, not " + format.get());
        }
    }

    /**
     * The usual thumbnail: fills the box as far as its aspect ratio allows, JPEG quality {@value #DEFAULT_JPEG_QUALITY}.
     *
     * @param width width of the box in pixels, 1 to {@value #MAX_SIDE}
     * @param height height of the box in pixels, 1 to {@value #MAX_SIDE}
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static FitOptions within(int width, int height) {
        return new FitOptions(width, height, Enlarge.ALLOWED, DEFAULT_JPEG_QUALITY, Optional.empty());
    }

    /** These options with another rule for small pictures. */
    public FitOptions withEnlarge(Enlarge enlarge) {
        return new FitOptions(width, height, enlarge, jpegQuality, format);
    }

    /**
     * These options with another JPEG quality.
     *
     * @param jpegQuality 1 to 100
     * @throws IllegalArgumentException if the value is out of its range
     */
    public FitOptions withJpegQuality(int jpegQuality) {
        return new FitOptions(width, height, enlarge, jpegQuality, format);
    }

    /**
     * These options with thumbnails of one format.
     *
     * @param format {@link ImageFormat#JPEG} or {@link ImageFormat#PNG}
     * @throws IllegalArgumentException if it is another format
     */
    public FitOptions withFormat(ImageFormat format) {
        return new FitOptions(width, height, enlarge, jpegQuality, Optional.of(format));
    }

    private static void requireRange(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be 1 to " + max + ", not " + value);
        }
    }
}
