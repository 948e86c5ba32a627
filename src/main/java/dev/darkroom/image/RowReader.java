package dev.darkroom.image;

import java.io.IOException;

/** A reader of a format whose pixels come as rows of interleaved samples. */
interface RowReader extends PictureReader {
    /**
     * Starts decoding the first frame. May decode it whole, or row by row as the rows are asked for.
     *
     * @throws ImageException if the file is known not to be readable
     * @throws IOException if the file is damaged
     */
    SampleRows read(ReadRequest request) throws ImageException, IOException;

    @Override
    default Fitted fit(ReadRequest request) throws ImageException, IOException {
        return Resampler.resample(read(request), request.target(), request.stopwatch());
    }
}
