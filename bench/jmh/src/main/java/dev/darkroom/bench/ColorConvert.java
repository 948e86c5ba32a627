package dev.darkroom.bench;

import dev.darkroom.image.color.ColorKind;
import dev.darkroom.image.color.ColorTransform;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Noise of 400x300, converted to sRGB by a profile with matrix and curves: the JDK's linear one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ColorConvert {
    private final byte[] profile =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    private float[] samples;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        samples = new float[400 * 300 * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(256);
        }
    }

    @Benchmark
    public byte[] convert() {
        return ColorTransform.ofProfile(profile, ColorKind.RGB).orElseThrow().toSrgb(samples, 3);
    }
}
