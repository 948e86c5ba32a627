package dev.darkroom.image;

import java.io.IOException;
import java.util.Optional;

/** Fits every frame of an animated GIF and makes an animated GIF of them, with its delays and repetitions. */
final class GifAnimation {
    private GifAnimation() {}

    /**
     * Fits an animation. What follows a damaged frame is left out, with a note.
     *
     * @param maxBytes largest result
     * @return the animation; empty if it would be larger
     * @throws IOException if the first frame is damaged already
     */
    static Optional<byte[]> fit(GifReader reader, ReadRequest request, int maxBytes) throws IOException {
        GifPlayer player = reader.play(request);
        GifWriter writer = new GifWriter(request.target(), reader.loops());
        GifReader.paintFirst(player, request);
        add(player, writer, request);
        while (writer.hasRoom(maxBytes)) {
            if (!player.hasNext() || !paintNext(player, request)) {
                return Optional.of(writer.finish());
            }
            add(player, writer, request);
        }
        return Optional.empty();
    }

    /** False if there is no next frame but damaged data. */
    private static boolean paintNext(GifPlayer player, ReadRequest request) {
        try {
            if (player.paintNext() != GifPlayer.Painted.ALL) {
                request.notes().accept(Note.TRUNCATED);
            }
            return true;
        } catch (IOException damaged) {
            // The frames before are good and worth showing.
            request.notes().accept(Note.TRUNCATED);
            return false;
        }
    }

    private static void add(GifPlayer player, GifWriter writer, ReadRequest request) throws IOException {
        Samples fitted = Resampler.resample(player.rows(), request.target(), request.stopwatch());
        FinishedPicture picture = ColorConversion.toSrgb(fitted, Optional.empty(), request.notes());
        request.stopwatch().encode(() -> writer.add(picture.toBilevelArgb(), player.delay()));
    }
}
