package dev.darkroom.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Paints the frames of a GIF one after the other on a canvas, as a browser does. For one thread. */
final class GifPlayer {
    private final List<GifFrame> frames;
    private final Size screen;
    private final int step;
    private final Size size;
    private final int[] canvas;
    private int[] saved = {};
    private int shown = -1;

    /** @param step n to keep every n-th pixel of every n-th row */
    GifPlayer(List<GifFrame> frames, Size screen, int step, Size size) {
        this.frames = frames;
        this.screen = screen;
        this.step = step;
        this.size = size;
        this.canvas = new int[Math.toIntExact(size.pixels())];
    }

    boolean hasNext() {
        return shown + 1 < frames.size();
    }

    /**
     * Paints the next frame.
     *
     * @return how much of it there was
     * @throws IOException if its data make no sense from the start
     */
    Painted paintNext() throws IOException {
        if (shown >= 0) {
            dispose(frames.get(shown));
        }
        GifFrame frame = frames.get(++shown);
        if (frame.disposal() == 3) {
            save();
        }
        return paint(frame);
    }

    /** Time the painted frame is shown, in hundredths of a second. */
    int delay() {
        return frames.get(shown).delay();
    }

    /** The canvas as it is now; read it before painting the next frame. */
    SampleRows rows() {
        return new ArgbRows(canvas, size);
    }

    private void save() {
        if (saved.length == 0) {
            saved = new int[canvas.length];
        }
        System.arraycopy(canvas, 0, saved, 0, canvas.length);
    }

    private void dispose(GifFrame frame) {
        if (frame.disposal() == 3) {
            System.arraycopy(saved, 0, canvas, 0, canvas.length);
        } else if (frame.disposal() == 2) {
            int left = Math.min(size.width(), (frame.x() + step - 1) / step);
            int right = Math.min(size.width(), (frame.x() + frame.width() + step - 1) / step);
            int bottom = Math.min(size.height(), (frame.y() + frame.height() + step - 1) / step);
            for (int y = (frame.y() + step - 1) / step; y < bottom; y++) {
                Arrays.fill(canvas, y * size.width() + left, y * size.width() + right, 0);
            }
        }
    }

    private Painted paint(GifFrame frame) throws IOException {
        int[] palette = frame.palette();
        byte[] indices = new byte[frame.width()];
        GifLzwDecoder decoder = new GifLzwDecoder(frame.data());
        for (int n = 0; n < frame.height(); n++) {
            int count = decoder.read(indices);
            paintRow(frame, frame.y() + frame.row(n), indices, count, palette);
            if (count < indices.length) {
                return n == 0 ? Painted.NOTHING : Painted.PART;
            }
        }
        return indices.length == 0 || frame.height() == 0 ? Painted.NOTHING : Painted.ALL;
    }

    private void paintRow(GifFrame frame, int y, byte[] indices, int count, int[] palette) {
        if (y >= screen.height() || y % step != 0) {
            return;
        }
        int row = y / step * size.width();
        int end = Math.min(count, screen.width() - frame.x());
        int start = (step - frame.x() % step) % step;
        for (int i = start; i < end; i += step) {
            int argb = palette[indices[i] & 0xff];
            if (argb != 0) {
                canvas[row + (frame.x() + i) / step] = argb;
            }
        }
    }

    /** How much of a frame there was in the file. */
    enum Painted {
        /** Every pixel. */
        ALL,
        /** A row at least. */
        PART,
        /** Not even a row. */
        NOTHING
    }
}
