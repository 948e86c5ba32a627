package dev.darkroom.image.png;

import dev.darkroom.image.codec.LimitExceededException;
import java.io.IOException;

/**
 * Decodes PNG of every colour type and depth, interlaced or not, row by row. Of an animation it sees the default picture.
 * Checksums are not verified. Immutable; thread-safe as long as the file's bytes do not change.
 */
public final class PngDecoder {
    /** Three rows have to be held. */
    private static final long MAX_ROW_BYTES = 1 << 26;

    private final PngChunks chunks;
    private final PngHeader header;

    private PngDecoder(PngChunks chunks, PngHeader header) {
        this.chunks = chunks;
        this.header = header;
    }

    /**
     * Reads the header and finds the pixels. Allocates nothing that depends on the size of the picture, which callers
     * should check before they ask for {@link #rows}.
     *
     * @param data the file; kept, not changed
     * @throws dev.darkroom.image.codec.UnsupportedImageException if it is of a private variant
     * @throws LimitExceededException if a row alone is too long
     * @throws IOException if it is damaged beyond use
     */
    public static PngDecoder open(byte[] data) throws IOException {
        PngChunks chunks = PngChunks.parse(data);
        PngHeader header = chunks.header();
        if (header.rowBytes(header.width()) > MAX_ROW_BYTES) {
            throw new LimitExceededException("The picture is " + header.width() + " pixels wide, which is too much.");
        }
        return new PngDecoder(chunks, header);
    }

    /** What the file says of itself. */
    public PngHeader header() {
        return header;
    }

    /** Starts to decode from the first row; may be called again to start anew. */
    public PngRows rows() {
        return new PngRows(header, chunks.pixels());
    }
}
