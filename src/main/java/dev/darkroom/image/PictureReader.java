package dev.darkroom.image;

import java.io.IOException;

/** A file of one format whose header has been read and checked. For one thread. */
interface PictureReader {
    PictureHeader header();

    /**
     * Decodes the first frame and fits it.
     *
     * @throws ImageException if the file is known not to be readable
     * @throws IOException if the file is damaged
     */
    Fitted fit(ReadRequest request) throws ImageException, IOException;
}
