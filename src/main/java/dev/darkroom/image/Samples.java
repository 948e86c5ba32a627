package dev.darkroom.image;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A picture in memory as interleaved samples of 0 to 255, which may overshoot after filtering.
 *
 * @param data width times height times channels samples; shared, not copied
 */
record Samples(float[] data, Size size, SampleLayout layout) implements Fitted {
    @Override
    public FinishedPicture toSrgb(Optional<byte[]> profile, Consumer<Note> notes) {
        return ColorConversion.toSrgb(this, profile, notes);
    }
}
