package dev.darkroom.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads GIF, as a still of the first frame or as an animation. */
final class GifReader implements RowReader {
    /** The canvas, and what it was before a frame that is to be undone. */
    private static final int PLAYED_BYTES = 2 * Integer.BYTES;

    /** An array of a row of an interlaced frame, beside its pixels. */
    private static final int STORED_ROW = 32;

    private final GifFile file;
    private final PictureHeader header;
    private final Limits limits;

    private GifReader(GifFile file, PictureHeader header, Limits limits) {
        this.file = file;
        this.header = header;
        this.limits = limits;
    }

    static GifReader open(byte[] data, Limits limits) throws ImageException, IOException {
        GifFile file = GifFile.parse(data, limits.maxFrames());
        Size size = file.screen(limits);
        int bytesPerPixel = isPlayable(file, size, limits)
                ? PLAYED_BYTES
                : file.frames().get(0).interlaced() ? 1 : 0;
        PictureHeader header = new PictureHeader(
                ImageFormat.GIF, size, file.frameCount(), bytesPerPixel, Orientation.NORMAL, Optional.empty());
        return new GifReader(file, header, limits);
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    /** Whether there are several frames, and not too many to fit each into a target of this size. */
    boolean canPlay(Size target) {
        return isPlayable(file, header.size(), limits)
                && file.frameCount() * target.pixels() <= limits.maxOutputPixels();
    }

    /** Each frame costs its own pixels to unpack and those of the whole screen to fit. */
    private static boolean isPlayable(GifFile file, Size screen, Limits limits) {
        long frames = file.frameCount();
        return frames > 1
                && frames <= limits.maxFrames()
                && Math.max(file.declaredPixels(), frames * screen.pixels()) <= limits.maxPixels();
    }

    /** How often to repeat the animation, 0 for ever; empty to play it once. */
    OptionalInt loops() {
        return file.loops();
    }

    /** All frames. */
    GifPlayer play(ReadRequest request) {
        Size size = request.sizeRead(header.size());
        return new GifPlayer(file.frames(), header.size(), request.step(), size);
    }

    @Override
    public long workingBytes(ReadRequest request) {
        Size sizeRead = request.sizeRead(header.size());
        long rows = (long) header.size().height() * STORED_ROW + header.size().width();
        return sizeRead.pixels() * header.bytesPerPixel()
                + rows
                + HeapEstimate.resampling(sizeRead, request.target(), SampleLayout.RGB_ALPHA.channels())
                + (canPlay(request.target()) ? animationBytes(request.target()) : 0);
    }

    /** The file that is written, twice: while it grows, and when it is done. */
    private long animationBytes(Size target) {
        long written = Math.min(limits.maxAnimationBytes(), file.frameCount() * GifWriter.mostBytes(target));
        return 2 * written + HeapEstimate.finishing(target);
    }

    @Override
    public SampleRows read(ReadRequest request) throws IOException {
        if (file.frameCount() > 1) {
            request.notes().accept(Note.FIRST_FRAME_ONLY);
        }
        return new GifRows(file.frames().get(0), header.size(), request);
    }

    /**
     * Paints the first frame, of which there must be something.
     *
     * @throws IOException if there is nothing to show
     */
    static void paintFirst(GifPlayer player, ReadRequest request) throws IOException {
        GifPlayer.Painted painted = player.paintNext();
        if (painted == GifPlayer.Painted.NOTHING) {
            throw new EOFException("no row of pixels");
        }
        if (painted == GifPlayer.Painted.PART) {
            request.notes().accept(Note.TRUNCATED);
        }
    }
}
