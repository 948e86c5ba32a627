package dev.darkroom.image.raster;

import java.util.Objects;

/**
 * The samples of one component of a picture, row by row from the top. They run from 0 to 255, and may overshoot after
 * filtering.
 *
 * @param width samples in a row
 * @param height rows
 * @param samples width times height of them; shared, not copied
 */
public record Plane(int width, int height, float[] samples) {
    /** @throws IllegalArgumentException if the number of samples is not width times height */
    public Plane {
        Objects.requireNonNull(samples, "samples");
        if (width < 1 || height < 1 || (long) width * height != samples.length) {
            throw new IllegalArgumentException(width + "x" + height + " is not " + samples.length + " samples");
        }
    }
}
