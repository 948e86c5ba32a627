package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.UnsupportedImageException;
import java.io.IOException;

/**
 * Decodes baseline, extended and progressive JPEG of 8 bits, Huffman-coded, at N/8 of its size. For one thread and one file.
 */
public final class JpegDecoder {
    private JpegDecoder() {}

    /**
     * Reads the header and finds the scans.
     *
     * @param data the file; not changed
     * @throws UnsupportedImageException if it is a JPEG of a kind that cannot be read
     * @throws IOException if it is damaged beyond use
     */
    public static JpegDecoder open(byte[] data) throws IOException {
        throw new UnsupportedImageException("not yet");
    }

    /** What the file says of itself. */
    public JpegHeader header() {
        throw new IllegalStateException("not yet");
    }

    /**
     * Samples in a row of a component.
     *
     * @param component index in {@link JpegHeader#components()}
     * @param scale 1, 2, 4 or 8: the eighths of the full size
     */
    public int width(int component, int scale) {
        throw new IllegalStateException("not yet");
    }

    /**
     * Rows of a component.
     *
     * @param component index in {@link JpegHeader#components()}
     * @param scale 1, 2, 4 or 8: the eighths of the full size
     */
    public int height(int component, int scale) {
        throw new IllegalStateException("not yet");
    }

    /**
     * Decodes the picture, and hands out all its rows, also when the file ends early: what is missing is grey or repeats
     * what came before.
     *
     * @param scale 1, 2, 4 or 8: the eighths of the full size
     * @param detail how much of a progressive file is read
     * @param rows takes the rows
     * @return whether the file was complete and sound
     * @throws IOException if nothing of it can be decoded
     */
    public boolean decode(int scale, Detail detail, ComponentRows rows) throws IOException {
        throw new UnsupportedImageException("not yet");
    }

    /** How much of a progressive file is read. */
    public enum Detail {
        /** Every scan that the result depends on. */
        ALL,
        /** All but the scans that only refine coefficients which are known to some bits already. */
        COARSE
    }
}
