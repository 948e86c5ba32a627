package dev.darkroom.image;

import java.util.Objects;
import java.util.Set;

/**
 * A finished thumbnail: upright, in sRGB, without metadata.
 *
 * @param content the encoded file; not copied, so leave it unchanged
 * @param format what {@code content} is, which may differ from what was read
 * @param width width in pixels
 * @param height height in pixels
 * @param source the picture it was made from
 * @param notes what was out of the ordinary, in no order; empty for most pictures
 * @param timings where the time went
 */
public record Thumbnail(
        byte[] content, ImageFormat format, int width, int height, Source source, Set<Note> notes, Timings timings) {
    /** Keeps a copy of the notes. */
    public Thumbnail {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(timings, "timings");
        notes = Set.copyOf(notes);
    }

    /** The content type to serve it with, such as {@code image/jpeg}. */
    public String contentType() {
        return format.contentType();
    }

    /**
     * The picture that a thumbnail was made from.
     *
     * @param format its format, told by content
     * @param width width in pixels as stored, before it is turned upright
     * @param height height in pixels as stored, before it is turned upright
     * @param frames number of frames; 1 for a still
     */
    public record Source(ImageFormat format, int width, int height, int frames) {
        /** How many pixels it declares, in all frames together. */
        public long pixels() {
            return (long) width * height * frames;
        }
    }
}
