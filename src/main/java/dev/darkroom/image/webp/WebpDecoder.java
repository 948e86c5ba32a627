package dev.darkroom.image.webp;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.UnsupportedImageException;
import dev.darkroom.image.webp.WebpFile.Chunk;
import dev.darkroom.image.webp.WebpFile.Frame;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Decodes WebP (RFC 9649): lossy (VP8, RFC 6386), with or without transparency, and lossless. Of an animation it shows the
 * first frame on its canvas. Rows are handed out as they are decoded: memory grows with the width of the picture, by some 150
 * bytes a column at most, with 4 MiB more for lossless ones, and up to a byte for every other pixel, and 32 MiB, where a lossless
 * file has unusually fine tables; the file itself is in memory. Time grows with the size of the file and the number of pixels,
 * not with anything else that a file may say. For one thread and one file.
 */
public final class WebpDecoder {
    private static final int COLUMN_BYTES = 150;
    /** Of a lossless picture, and of a frame that is smaller than its canvas. */
    private static final long MAX_WIDTH = 1 << 14;
    /** Of lossless pictures: the tables of unusual files, and the pixels that copies may refer to. */
    private static final int TABLE_BYTES = 36 << 20;

    private final byte[] data;
    private final WebpFile file;

    private WebpDecoder(byte[] data, WebpFile file) {
        this.data = data;
        this.file = file;
    }

    /**
     * Reads the header.
     *
     * @param data the file; not changed, and read until decoding is done
     * @throws UnsupportedImageException if it is a WebP of a kind that cannot be read
     * @throws IOException if it is damaged beyond use
     */
    public static WebpDecoder open(byte[] data) throws IOException {
        Objects.requireNonNull(data, "data");
        return new WebpDecoder(data, WebpFile.parse(data));
    }

    /**
     * Heap that decoding takes at most, in bytes.
     *
     * @param header what the file says of itself
     */
    public static long workingBytes(WebpHeader header) {
        long columns = (long) COLUMN_BYTES * header.width();
        boolean tables = header.lossless() || header.alpha();
        return tables ? columns + tableBytes((long) header.width() * header.height()) : columns;
    }

    /**
     * Heap that decoding takes at most, in bytes, whatever the picture.
     *
     * @param pixels of the largest picture
     */
    public static long mostWorkingBytes(long pixels) {
        return COLUMN_BYTES * MAX_WIDTH + tableBytes(Math.min(pixels, MAX_WIDTH * MAX_WIDTH));
    }

    private static long tableBytes(long pixels) {
        return TABLE_BYTES + pixels / 2;
    }

    /** What the file says of itself. */
    public WebpHeader header() {
        return file.header();
    }

    /**
     * Whether the picture is one of luma and chroma, with no transparency, so that {@link #decodePlanes} can be used: it is
     * faster, and interpolates no chroma that is only going to be reduced.
     */
    public boolean hasPlanes() {
        return !file.header().alpha() && !file.header().lossless();
    }

    /**
     * Decodes the picture as planes of luma and chroma, at its full size. Rows that the file does not have are grey.
     *
     * @param reduction how many times narrower and lower the picture is going to be shown, at least: with a large value, edges
     *     between blocks are not smoothed where that could not be seen, which halves the time. 1 to decode exactly
     * @param rows takes the rows
     * @return whether the file was complete
     * @throws IllegalStateException unless {@link #hasPlanes}
     * @throws IOException if there is nothing to show
     */
    public boolean decodePlanes(double reduction, PlaneRows rows) throws IOException {
        if (!hasPlanes()) {
            throw new IllegalStateException("not a picture of three planes");
        }
        int width = file.header().width();
        Chunk chunk = file.frame().pixels();
        Vp8Decoder decoder = Vp8Decoder.open(data, chunk.start(), chunk.length(), reduction);
        Vp8Band band = decoder.band();
        float[] luma = new float[width];
        float[] chroma = new float[(width + 1) / 2];
        for (int y = 0; decoder.next(); ) {
            for (; y < band.settled(); y++) {
                hand(rows, 0, band.luma(), band.lumaRow(y), luma);
                if ((y & 1) == 0) {
                    hand(rows, 1, band.blue(), band.chromaRow(y >> 1), chroma);
                    hand(rows, 2, band.red(), band.chromaRow(y >> 1), chroma);
                }
            }
        }
        return chunk.complete() && !decoder.isTruncated();
    }

    private static void hand(PlaneRows rows, int plane, byte[] samples, int from, float[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] = samples[from + x] & 0xff;
        }
        rows.row(plane, row);
    }

    /**
     * Decodes the picture as pixels. Rows that the file does not have are grey if it is lossy, transparent if it has
     * transparency, else black.
     *
     * @param reduction how many times narrower and lower the picture is going to be shown, as for {@link #decodePlanes}; 1 to
     *     decode exactly
     * @param rows takes the rows
     * @return whether the file was complete
     * @throws LimitExceededException if the file asks for more memory than any sensible one
     * @throws IOException if there is nothing to show
     */
    public boolean decodePixels(double reduction, PixelRows rows) throws IOException {
        if (file.fillsCanvas()) {
            return decodeFrame(reduction, rows);
        }
        Frame frame = file.frame();
        int[] canvasRow = new int[file.header().width()];
        for (int y = 0; y < frame.y(); y++) {
            rows.row(canvasRow);
        }
        boolean complete = decodeFrame(reduction, row -> {
            System.arraycopy(row, 0, canvasRow, frame.x(), frame.width());
            rows.row(canvasRow);
        });
        Arrays.fill(canvasRow, 0);
        for (int y = frame.y() + frame.height(); y < file.header().height(); y++) {
            rows.row(canvasRow);
        }
        return complete;
    }

    private boolean decodeFrame(double reduction, PixelRows rows) throws IOException {
        return file.frame().lossless() ? decodeLossless(rows) : decodeLossy(reduction, rows);
    }

    private boolean decodeLossless(PixelRows rows) throws IOException {
        Frame frame = file.frame();
        Chunk chunk = frame.pixels();
        Vp8lDecoder decoder = Vp8lDecoder.open(data, chunk.start(), chunk.length());
        int[] opaque = new int[frame.transparent() ? 0 : frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            int[] row = decoder.next();
            for (int x = 0; x < opaque.length; x++) {
                opaque[x] = row[x] | 0xff000000;
            }
            rows.row(frame.transparent() ? row : opaque);
        }
        return chunk.complete() && !decoder.isTruncated();
    }

    private boolean decodeLossy(double reduction, PixelRows rows) throws IOException {
        Frame frame = file.frame();
        Chunk chunk = frame.pixels();
        Optional<AlphaRows> alpha = Optional.empty();
        if (frame.alpha().isPresent()) {
            alpha = Optional.of(AlphaRows.open(data, frame.alpha().get(), frame.width(), frame.height()));
        }
        Vp8Decoder decoder = Vp8Decoder.open(data, chunk.start(), chunk.length(), reduction);
        Vp8Band band = decoder.band();
        YuvToRgb colors = new YuvToRgb(frame.width(), frame.height());
        int[] row = new int[frame.width()];
        for (int y = 0; decoder.next(); ) {
            // The last settled row is interpolated with chroma that is still to come.
            int end = band.settled() == frame.height() ? frame.height() : band.settled() - 1;
            for (; y < end; y++) {
                colors.convert(band, y, row);
                if (alpha.isPresent()) {
                    alpha.get().applyTo(row);
                }
                rows.row(row);
            }
        }
        boolean truncatedAlpha = alpha.map(AlphaRows::isTruncated).orElse(false);
        return chunk.complete() && !decoder.isTruncated() && !truncatedAlpha;
    }
}
