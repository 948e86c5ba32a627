package dev.darkroom.image;

import dev.darkroom.image.raster.Plane;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A picture that has the size of its thumbnail, in the colours that its file has. */
sealed interface Fitted permits Samples, FittedPlanes {
    /**
     * The picture in 8 bit sRGB. Overwrites the samples.
     *
     * @param profile the embedded ICC profile, unchecked
     * @param notes told what is out of the ordinary
     */
    FinishedPicture toSrgb(Optional<byte[]> profile, Consumer<Note> notes);

    /**
     * The picture as a JPEG can hold it without any conversion: brightness alone, or Y, Cb and Cr of sRGB, Cb and Cr of the
     * same size or half of it each way; empty if it has to be converted.
     */
    default Optional<List<Plane>> planes() {
        return Optional.empty();
    }
}
