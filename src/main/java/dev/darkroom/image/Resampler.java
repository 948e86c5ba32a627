package dev.darkroom.image;

import dev.darkroom.image.raster.PlaneResampler;
import java.io.IOException;

/** Changes the resolution of a picture while it is read. */
final class Resampler {
    private Resampler() {}

    /**
     * Reads all rows and returns them at another size.
     *
     * @throws IOException if the source cannot be read
     */
    static Samples resample(SampleRows source, Size target, Stopwatch stopwatch) throws IOException {
        Size size = source.size();
        int channels = source.layout().channels();
        PlaneResampler resampler =
                new PlaneResampler(source.horizontal(target.width()), source.vertical(target.height()), channels);
        float[] row = new float[size.width() * channels];
        for (int y = 0; y < size.height(); y++) {
            source.next(row);
            resampler.accept(row, 0);
        }
        stopwatch.add(resampler);
        return new Samples(resampler.result(), target, source.layout());
    }
}
