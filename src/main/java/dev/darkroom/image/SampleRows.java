package dev.darkroom.image;

import java.io.IOException;

/**
 * The rows of a picture, handed out once each from top to bottom, as interleaved samples of 0 to 255 (see
 * {@link SampleLayout}). For one thread.
 */
interface SampleRows {
    Size size();

    SampleLayout layout();

    /**
     * Hands out the next row.
     *
     * @param row filled with width times channels samples
     * @throws IOException if the picture is too damaged to go on
     */
    void next(float[] row) throws IOException;
}
