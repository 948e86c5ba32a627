package dev.darkroom.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The rows of a GIF's first frame on its screen, unpacked as they are asked for; an interlaced frame is unpacked whole, at
 * a byte a pixel, for its last rows come first. What lies around the frame or is missing is transparent.
 */
final class GifRows implements SampleRows {
    private final GifFrame frame;
    private final int step;
    private final Size size;
    private final Consumer<Note> notes;
    private final GifLzwDecoder decoder;
    private final int[] palette;
    private final byte[] indices;
    private final int[] line;
    /** The rows of an interlaced frame that are shown, by their place in the frame; else empty. */
    private final byte[][] rows;

    private int count;
    private int decoded;
    private int y;

    /**
     * @param screen size of the screen
     * @throws IOException if there is not even a row of the frame
     */
    GifRows(GifFrame frame, Size screen, ReadRequest request) throws IOException {
        this.frame = frame;
        this.step = request.step();
        this.size = request.sizeRead(screen);
        this.notes = request.notes();
        this.decoder = new GifLzwDecoder(frame.data());
        this.palette = frame.palette();
        this.indices = new byte[frame.width()];
        this.line = new int[size.width()];
        this.rows = new byte[frame.interlaced() ? frame.height() : 0][];
        if (frame.height() == 0 || !decodeNext()) {
            throw new EOFException("no row of pixels");
        }
        if (frame.interlaced()) {
            decodeAll();
        }
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public SampleLayout layout() {
        return SampleLayout.RGB_ALPHA;
    }

    @Override
    public void next(float[] row) throws IOException {
        int inFrame = step * y++ - frame.y();
        Arrays.fill(line, 0);
        if (inFrame >= 0 && inFrame < frame.height()) {
            if (frame.interlaced()) {
                paint(rows[inFrame], rows[inFrame].length, 0, 1);
            } else {
                paint(indices, decodeTo(inFrame), firstWanted(), step);
            }
        }
        ArgbRows.premultiply(line, 0, row);
    }

    /** Unpacks a row, perhaps in part; false if there is none, or nothing of it. */
    private boolean decodeNext() throws IOException {
        count = decoder.read(indices);
        decoded++;
        return count > 0;
    }

    /** Unpacks up to a row; returns how many pixels of it there are. */
    private int decodeTo(int row) throws IOException {
        while (decoded <= row && count == indices.length) {
            decodeNext();
        }
        if (count < indices.length) {
            notes.accept(Note.TRUNCATED);
        }
        return decoded == row + 1 ? count : 0;
    }

    private void decodeAll() throws IOException {
        Arrays.fill(rows, new byte[0]);
        for (int n = 0; n < frame.height() && decodeTo(n) > 0; n++) {
            int row = frame.row(n);
            if ((frame.y() + row) % step == 0) {
                rows[row] = wanted();
            }
        }
    }

    /** Those pixels of a row that are shown. */
    private byte[] wanted() {
        byte[] wanted = new byte[Math.max(0, (count - firstWanted() + step - 1) / step)];
        for (int i = firstWanted(), to = 0; to < wanted.length; i += step) {
            wanted[to++] = indices[i];
        }
        return wanted;
    }

    private int firstWanted() {
        return (step - frame.x() % step) % step;
    }

    private void paint(byte[] from, int length, int first, int stride) {
        int at = (frame.x() + step - 1) / step;
        for (int i = first; i < length && at < line.length; i += stride) {
            line[at++] = palette[from[i] & 0xff];
        }
    }
}
