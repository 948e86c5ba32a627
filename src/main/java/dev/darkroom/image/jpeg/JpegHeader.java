package dev.darkroom.image.jpeg;

import java.util.List;
import java.util.Optional;

/**
 * What a JPEG says of itself before its pixels are decoded.
 *
 * @param width pixels in a row, 1 to 65535
 * @param height rows, 1 to 65535
 * @param color what the components mean
 * @param progressive whether the file is coded progressively
 * @param components the components in the order of the frame header
 * @param profile the ICC profile, joined from its segments, unchecked
 * @param exif the body of the first EXIF segment: a TIFF header and what follows, unchecked
 */
public record JpegHeader(
        int width,
        int height,
        JpegColor color,
        boolean progressive,
        List<Component> components,
        Optional<byte[]> profile,
        Optional<byte[]> exif) {

    /** Keeps a copy of the list. */
    public JpegHeader {
        components = List.copyOf(components);
    }

    /** The largest horizontal sampling factor: components of this factor have a sample for every pixel of a row. */
    public int maxHorizontal() {
        return components.stream().mapToInt(Component::horizontal).max().orElse(1);
    }

    /** The largest vertical sampling factor. */
    public int maxVertical() {
        return components.stream().mapToInt(Component::vertical).max().orElse(1);
    }

    /**
     * One component.
     *
     * @param id its number in the file
     * @param horizontal sampling factor, 1 to 4
     * @param vertical sampling factor, 1 to 4
     */
    public record Component(int id, int horizontal, int vertical) {}
}
