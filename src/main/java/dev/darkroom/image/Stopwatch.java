package dev.darkroom.image;

import dev.darkroom.image.raster.PlaneResampler;

/**
 * Finds out where the time for a thumbnail goes. Resampling and, in animations, encoding happen while a picture is decoded, so these are
 * measured, and decoding is the rest until all is fitted. For one picture and one thread.
 */
final class Stopwatch {
    private final long start = System.nanoTime();
    private long fitted = start;
    private long resampling;
    private long encoding;

    /** This did the resampling, or some of it. To be called once for each resampler, at its end. */
    void add(PlaneResampler resampler) {
        resampling += resampler.nanos();
    }

    /** Does a part of the encoding while the picture is still being decoded. */
    void encode(Runnable part) {
        long began = System.nanoTime();
        part.run();
        encoding += System.nanoTime() - began;
    }

    /** All is read and has the size of the thumbnail. */
    void fitted() {
        fitted = System.nanoTime();
    }

    /** The thumbnail is there. */
    Timings stop() {
        return new Timings(fitted - start - resampling - encoding, resampling, System.nanoTime() - fitted + encoding);
    }
}
