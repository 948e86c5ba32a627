package dev.darkroom.image;

import java.io.IOException;
import java.util.Optional;

/** Fits every frame of an animated GIF and makes an animated GIF of them, with its delays and repetitions. */
final class GifAnimation {
    private GifAnimation() {}

    /**
     * Fits an animation. What follows a damaged frame is left out, with a note.
     *
     * @throws IOException if the first frame is damaged already
     */
    static byte[] fit(GifReader reader, ReadRequest request) throws IOException {
        GifPlayer player = reader.play(request);
        GifWriter writer = new GifWriter(request.target(), reader.loops());
        player.paintNext();
        add(player, writer, request);
        while (player.hasNext()) {
            try {
                player.paintNext();
            } catch (IOException damaged) {
                request.notes().accept(Note.TRUNCATED);
                break;
            }
            add(player, writer, request);
        }
        return writer.finish();
    }

    private static void add(GifPlayer player, GifWriter writer, ReadRequest request) throws IOException {
        Samples fitted = Resampler.resample(player.rows(), request.target());
        FinishedPicture picture = ColorConversion.toSrgb(fitted, Optional.empty(), request.notes());
        writer.add(picture.toBilevelArgb(), player.delay());
    }
}
