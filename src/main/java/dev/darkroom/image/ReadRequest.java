package dev.darkroom.image;

import java.util.function.Consumer;

/**
 * What a reader is asked for.
 *
 * @param target size of the thumbnail, as stored; a reader may decode fewer pixels than the file has, but not fewer than this
 * @param step 1 to read every pixel, n to read every n-th of every n-th row because memory demands it
 * @param chroma how much of the colour is wanted, if the reader delivers planes
 * @param notes told what is out of the ordinary
 * @param stopwatch told where the time goes
 */
record ReadRequest(Size target, int step, Chroma chroma, Consumer<Note> notes, Stopwatch stopwatch) {
    static ReadRequest of(
            PictureHeader header,
            Size target,
            Limits limits,
            Chroma chroma,
            Consumer<Note> notes,
            Stopwatch stopwatch) {
        double bytes = (double) header.size().pixels() * header.bytesPerPixel();
        int wanted = (int) Math.ceil(Math.sqrt(bytes / limits.maxDecodedBytes()));
        int bearable =
                Math.min(header.size().width() / target.width(), header.size().height() / target.height());
        int step = header.divisible() ? Math.max(1, Math.min(wanted, bearable)) : 1;
        if (step > 1) {
            notes.accept(Note.SUBSAMPLED);
        }
        return new ReadRequest(target, step, chroma, notes, stopwatch);
    }

    /** Size of what a reader delivers that follows {@link #step}. */
    Size sizeRead(Size source) {
        return new Size((source.width() + step - 1) / step, (source.height() + step - 1) / step);
    }

    /** How much of the colour is wanted. */
    enum Chroma {
        /** As much as of brightness. */
        FULL,
        /** No more than a JPEG of this kind usually has: half each way, if the source itself has less colour than brightness. */
        AS_JPEG
    }
}
