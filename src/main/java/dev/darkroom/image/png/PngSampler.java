package dev.darkroom.image.png;

import dev.darkroom.image.raster.Axis;
import dev.darkroom.image.raster.BoxReducer;
import java.io.IOException;

/**
 * Hands out a PNG as rows of interleaved samples of 0 to 255, ready to be resampled: grey or red, green and blue, then
 * alpha if there is any, with which the colours are multiplied. Samples of 16 bits keep their precision. Pictures much
 * larger than what is wanted are reduced on the way, by averaging boxes of so many by so many pixels. What a damaged file
 * does not hold is black, or transparent where there is alpha; of an interlaced file the nearest pixels that it does hold.
 * For one thread.
 */
public abstract class PngSampler {
    /** Rows as stored that are held on the way: the last, this one, and what is unpacked at once. */
    private static final int ROWS = 3;

    final PngHeader header;
    final int factor;
    final int channels;

    PngSampler(PngHeader header, int factor) {
        this.header = header;
        this.factor = factor;
        this.channels = PngUnpacker.channels(header);
    }

    /**
     * Prepares to read a picture from its first row. Holds a few rows if it is not interlaced, else four bytes for each
     * sample that is handed out.
     *
     * @param factor side of a box, 1 to {@link BoxReducer#MAX_FACTOR}; 1 hands out the pixels themselves
     */
    public static PngSampler of(PngDecoder decoder, int factor) {
        return decoder.header().interlaced()
                ? new InterlacedSampler(decoder, factor)
                : new StreamingSampler(decoder, factor);
    }

    /**
     * Heap that a sampler takes at most, in bytes.
     *
     * @param factor side of a box, as for {@link #of}
     */
    public static long workingBytes(PngHeader header, int factor) {
        int channels = PngUnpacker.channels(header);
        long columns = BoxReducer.boxes(header.width(), factor);
        long rows = ROWS * header.rowBytes(header.width()) + 2L * Integer.BYTES * header.width() * channels;
        return header.interlaced()
                ? rows + columns * BoxReducer.boxes(header.height(), factor) * (Float.BYTES * channels + Short.BYTES)
                : rows + columns * Long.BYTES * channels;
    }

    /** Samples per pixel, 1 to 4. */
    public final int channels() {
        return channels;
    }

    /** Whether the last sample of a pixel is alpha. */
    public final boolean hasAlpha() {
        return header.hasAlpha();
    }

    /** Pixels in a row that is handed out. */
    public final int width() {
        return BoxReducer.boxes(header.width(), factor);
    }

    /** Rows that are handed out. */
    public final int height() {
        return BoxReducer.boxes(header.height(), factor);
    }

    /** How the pixels of a row are to be resampled to so many. */
    public final Axis horizontal(int target) {
        return new Axis(width(), header.width() / (double) factor, target);
    }

    /** How the rows are to be resampled to so many. */
    public final Axis vertical(int target) {
        return new Axis(height(), header.height() / (double) factor, target);
    }

    /**
     * Hands out the next row; there are {@link #height} of them, also if the file is damaged.
     *
     * @param row takes width times channels samples
     * @throws IOException if not even the first row of the file can be decoded
     */
    public abstract void next(float[] row) throws IOException;

    /** Whether all that was handed out so far was in the file. */
    public abstract boolean isComplete();
}
