package dev.darkroom.image.webp;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes a lossless picture (RFC 9649, section 3) row by row. For one thread and one picture. */
final class Vp8lDecoder {
    static final int HEADER_BYTES = 5;

    private static final int SIGNATURE = 0x2f;
    private static final int SIDE_BITS = 14;
    private static final int KINDS_OF_TRANSFORMS = 4;

    private final List<Vp8lTransform> transforms;
    private final Vp8lPixels pixels;
    private final int[] row;

    private Vp8lDecoder(List<Vp8lTransform> transforms, Vp8lPixels pixels, int width) {
        this.transforms = transforms;
        this.pixels = pixels;
        this.row = new int[width];
    }

    /**
     * What stands at the start of a lossless picture.
     *
     * @param width 1 to 16384
     * @param height 1 to 16384
     * @param alpha whether alpha counts; if not, all pixels are opaque
     */
    record Header(int width, int height, boolean alpha) {}

    static Header readHeader(byte[] data, int start, int length) throws IOException {
        if (length < HEADER_BYTES || data[start] != SIGNATURE) {
            throw new EOFException("no lossless picture");
        }
        Vp8lBits in = new Vp8lBits(data, start + 1, length - 1);
        Header header = new Header(1 + in.read(SIDE_BITS), 1 + in.read(SIDE_BITS), in.readFlag());
        if (in.read(3) != 0) {
            throw new IOException("lossless picture of a later version");
        }
        return header;
    }

    /** Reads what stands before the pixels of a picture with a header. */
    static Vp8lDecoder open(byte[] data, int start, int length) throws IOException {
        Header header = readHeader(data, start, length);
        return open(data, start + HEADER_BYTES, length - HEADER_BYTES, header.width, header.height);
    }

    /** The same of one without a header. */
    static Vp8lDecoder open(byte[] data, int start, int length, int width, int height) throws IOException {
        Vp8lBits in = new Vp8lBits(data, start, length);
        List<Vp8lTransform> transforms = new ArrayList<>();
        int stored = width;
        for (int seen = 0; in.readFlag(); ) {
            int kind = in.read(2);
            if ((seen & 1 << kind) != 0 || transforms.size() == KINDS_OF_TRANSFORMS) {
                throw new IOException("the same transform twice");
            }
            seen |= 1 << kind;
            Vp8lTransform transform = Vp8lTransform.read(kind, in, stored, height);
            transforms.add(0, transform);
            stored = transform.storedWidth();
        }
        return new Vp8lDecoder(transforms, Vp8lPixels.open(in, stored, height, true), width);
    }

    /**
     * Decodes the next row. What lies past the end of the file is transparent black, and costs next to nothing.
     *
     * @return pixels as ARGB; valid until the next call
     * @throws IOException if there is no row at all
     */
    int[] next() throws IOException {
        if (!isTruncated()) {
            pixels.next(row);
        }
        if (isTruncated()) {
            Arrays.fill(row, 0);
        } else {
            transforms.forEach(transform -> transform.invert(row));
        }
        return row;
    }

    /** Whether the file ended, or stopped making sense, before the rows that were decoded so far. */
    boolean isTruncated() {
        return pixels.hasEnded();
    }
}
