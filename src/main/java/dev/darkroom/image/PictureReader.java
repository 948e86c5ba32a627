package dev.darkroom.image;

import java.io.IOException;

/** A file of one format whose header has been read and checked. For one thread. */
interface PictureReader {
    PictureHeader header();

    /**
     * Heap that {@link #fit} takes at most before there is a picture of the thumbnail's size, beside the file, in bytes. Follows from
     * the header alone.
     */
    long workingBytes(ReadRequest request);

    /**
     * Decodes the first frame and fits it.
     *
     * @throws ImageException if the file is known not to be readable
     * @throws IOException if the file is damaged
     */
    Fitted fit(ReadRequest request) throws ImageException, IOException;
}
