package dev.darkroom.image.webp;

import dev.darkroom.image.webp.WebpFile.Chunk;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The transparency of a lossy picture (RFC 9649, section 2.7.1.2), row by row. For one thread. */
final class AlphaRows {
    private static final int NONE = 0;
    private static final int HORIZONTAL = 1;
    private static final int VERTICAL = 2;
    private static final int GRADIENT = 3;

    private final byte[] data;
    private final int end;
    /** Empty if samples are stored as they are. */
    private final Optional<Vp8lDecoder> compressed;

    private final int filter;
    private final byte[] row;
    private int position;
    private boolean first = true;
    private boolean truncated;

    private AlphaRows(byte[] data, Chunk chunk, Optional<Vp8lDecoder> compressed, int filter, int width) {
        this.data = data;
        this.position = chunk.start() + 1;
        this.end = chunk.start() + chunk.length();
        this.compressed = compressed;
        this.filter = filter;
        this.row = new byte[width];
    }

    static AlphaRows open(byte[] data, Chunk chunk, int width, int height) throws IOException {
        if (chunk.length() < 2) {
            throw new EOFException("no transparency");
        }
        int flags = data[chunk.start()];
        int method = flags & 3;
        if (method > 1) {
            throw new IOException("transparency compressed by method " + method);
        }
        Optional<Vp8lDecoder> compressed = Optional.empty();
        if (method == 1) {
            compressed = Optional.of(Vp8lDecoder.open(data, chunk.start() + 1, chunk.length() - 1, width, height));
        }
        return new AlphaRows(data, chunk, compressed, flags >> 2 & 3, width);
    }

    /** Whether the file ended before the rows that were read so far. */
    boolean isTruncated() {
        return truncated;
    }

    /** Puts the next row into the pixels of a picture. What lies past the end of the file is opaque. */
    void applyTo(int[] argb) throws IOException {
        if (!truncated) {
            readRow();
        }
        if (truncated) {
            Arrays.fill(row, (byte) 255);
        }
        for (int x = 0; x < row.length; x++) {
            argb[x] = argb[x] & 0xffffff | row[x] << 24;
        }
    }

    private void readRow() throws IOException {
        byte[] above = row.clone();
        if (compressed.isPresent()) {
            int[] pixels = compressed.get().next();
            for (int x = 0; x < row.length; x++) {
                row[x] = (byte) (pixels[x] >> 8);
            }
            truncated = compressed.get().isTruncated();
        } else if (end - position >= row.length) {
            System.arraycopy(data, position, row, 0, row.length);
            position += row.length;
        } else {
            truncated = true;
        }
        unfilter(above);
        first = false;
    }

    /** In the first row there is nothing above, so that only the left can be seen. */
    private void unfilter(byte[] above) {
        if (filter != NONE && (filter == HORIZONTAL || first)) {
            row[0] += first ? 0 : above[0];
            for (int x = 1; x < row.length; x++) {
                row[x] += row[x - 1];
            }
        } else if (filter == VERTICAL) {
            for (int x = 0; x < row.length; x++) {
                row[x] += above[x];
            }
        } else if (filter == GRADIENT) {
            row[0] += above[0];
            for (int x = 1; x < row.length; x++) {
                int expected = (row[x - 1] & 0xff) + (above[x] & 0xff) - (above[x - 1] & 0xff);
                row[x] += (byte) Vp8Prediction.clamp(expected);
            }
        }
    }
}
