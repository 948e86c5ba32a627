package dev.darkroom.bench;

import dev.darkroom.image.webp.WebpDecoder;
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

/** A WebP of 3 megapixels, decoded to rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WebpDecode {
    @Param({"webp-lossy-forest.webp", "webp-lossless-forest.webp"})
    String file;

    /** 1 decodes exactly; the other is that of a thumbnail of 400 pixels. */
    @Param({"1", "5"})
    double reduction;

    private byte[] data;

    @Setup
    public void read() throws IOException {
        data = Corpus.read(file);
    }

    @Benchmark
    public boolean decode(Blackhole rows) throws IOException {
        WebpDecoder decoder = WebpDecoder.open(data);
        return decoder.hasPlanes()
                ? decoder.decodePlanes(reduction, (plane, samples) -> rows.consume(samples[0]))
                : decoder.decodePixels(reduction, argb -> rows.consume(argb[0]));
    }
}
