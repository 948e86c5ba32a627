package dev.darkroom.bench;

import dev.darkroom.image.png.PngDecoder;
import dev.darkroom.image.png.PngRows;
import dev.darkroom.image.png.PngSampler;
import java.io.IOException;
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

/** A PNG of 3 megapixels: inflated and unfiltered; then also as samples, and as samples reduced on the way. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PngDecode {
    @Param({"png-rgb-forest.png", "png-rgba-forest.png", "png-palette-forest.png", "png-16bit-forest.png"})
    String file;

    private byte[] data;

    @Setup
    public void read() throws IOException {
        data = Corpus.read(file);
    }

    @Benchmark
    public boolean rows() throws IOException {
        PngRows rows = PngDecoder.open(data).rows();
        while (rows.next()) {
            // only the decoding counts
        }
        return rows.isComplete();
    }

    @Benchmark
    public boolean samples() throws IOException {
        return readAll(1);
    }

    @Benchmark
    public boolean samplesOfHalf() throws IOException {
        return readAll(2);
    }

    private boolean readAll(int factor) throws IOException {
        PngSampler sampler = PngSampler.of(PngDecoder.open(data), factor);
        float[] row = new float[sampler.width() * sampler.channels()];
        for (int y = 0; y < sampler.height(); y++) {
            sampler.next(row);
        }
        return sampler.isComplete();
    }
}
