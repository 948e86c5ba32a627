package dev.darkroom.bench;

import dev.darkroom.image.jpeg.JpegDecoder;
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
import org.openjdk.jmh.infra.Blackhole;

/** A JPEG, decoded to rows at each scale. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JpegDecode {
    @Param({
        "2mp-baseline-forest.jpg",
        "12mp-baseline-forest.jpg",
        "12mp-444-forest.jpg",
        "12mp-grey-forest.jpg",
        "12mp-progressive-forest.jpg"
    })
    String file;

    @Param({"1", "2", "4", "8"})
    int scale;

    @Param({"ALL", "COARSE"})
    JpegDecoder.Detail detail;

    private byte[] data;

    @Setup
    public void read() throws IOException {
        data = Corpus.read(file);
    }

    @Benchmark
    public boolean decode(Blackhole rows) throws IOException {
        return JpegDecoder.open(data)
                .decode(scale, detail, (component, samples, offset) -> rows.consume(samples[offset]));
    }
}
