package dev.darkroom.image;

import java.io.IOException;

/** A file of one format whose header has been read and checked. For one thread. */
interface PictureReader {
    PictureHeader header();

    /**
     * Starts decoding the first frame. May decode it whole, or row by row as the rows are asked for.
     *
     * @throws ImageException if the file is known not to be readable
     * @throws IOException if the file is damaged
     */
    SampleRows read(ReadRequest request) throws ImageException, IOException;
}
