package dev.darkroom.image;

import dev.darkroom.image.raster.Axis;
import java.io.IOException;

/**
 * The rows of a picture, handed out once each from top to bottom, as interleaved samples of 0 to 255 (see
 * {@link SampleLayout}). For one thread.
 */
interface SampleRows {
    Size size();

    SampleLayout layout();

    /** How the samples of a row are to be resampled to so many: where the last of them covers less than the others. */
    default Axis horizontal(int target) {
        return Axis.of(size().width(), target);
    }

    /** How the rows are to be resampled to so many. */
    default Axis vertical(int target) {
        return Axis.of(size().height(), target);
    }

    /**
     * Hands out the next row.
     *
     * @param row filled with width times channels samples
     * @throws IOException if the picture is too damaged to go on
     */
    void next(float[] row) throws IOException;
}
