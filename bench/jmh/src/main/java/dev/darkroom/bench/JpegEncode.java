package dev.darkroom.bench;

import dev.darkroom.image.jpeg.JpegDecoder;
import dev.darkroom.image.jpeg.JpegEncoder;
import dev.darkroom.image.raster.Axis;
import dev.darkroom.image.raster.Plane;
import dev.darkroom.image.raster.PlaneResampler;
import java.io.IOException;
import java.util.List;
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

/** The planes of a photo's thumbnail, 400x300 with colour at half of that, encoded as JPEG. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JpegEncode {
    @Param({"85"})
    int quality;

    private List<Plane> planes;

    @Setup
    public void fit() throws IOException {
        JpegDecoder decoder = JpegDecoder.open(Corpus.read("2mp-baseline-forest.jpg"));
        PlaneResampler[] fitting = {
            resampler(decoder, 0, 400, 300), resampler(decoder, 1, 200, 150), resampler(decoder, 2, 200, 150)
        };
        decoder.decode(
                8,
                JpegDecoder.Detail.ALL,
                (component, samples, offset) -> fitting[component].accept(samples, offset));
        planes = List.of(
                new Plane(400, 300, fitting[0].result()),
                new Plane(200, 150, fitting[1].result()),
                new Plane(200, 150, fitting[2].result()));
    }

    private static PlaneResampler resampler(JpegDecoder decoder, int component, int width, int height) {
        return new PlaneResampler(
                Axis.of(decoder.width(component, 8), width), Axis.of(decoder.height(component, 8), height), 1);
    }

    @Benchmark
    public byte[] encode() {
        return JpegEncoder.encode(planes, quality);
    }
}
