package dev.darkroom.bench;

import dev.darkroom.image.raster.Axis;
import dev.darkroom.image.raster.PlaneResampler;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Rows of noise, resampled to 400x300. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Resample {
    /** Width of a source of 4 to 3: what decoders deliver for 12 megapixels, what PNG delivers, and a small picture. */
    @Param({"1000", "2000", "200"})
    int width;

    @Param({"1", "3"})
    int channels;

    private float[] row;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        row = new float[width * channels];
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextInt(256);
        }
    }

    @Benchmark
    public float[] resample() {
        int height = width * 3 / 4;
        PlaneResampler resampler = new PlaneResampler(Axis.of(width, 400), Axis.of(height, 300), channels);
        for (int y = 0; y < height; y++) {
            resampler.accept(row, 0);
        }
        return resampler.result();
    }
}
