package dev.darkroom.bench;

import dev.darkroom.image.png.PngEncoder;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
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

/** A picture of 400x300 encoded as PNG: a photo, and one of few colours. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PngEncode {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;

    @Param({"png-rgb-forest.png", "png-palette-forest.png"})
    String file;

    private byte[] samples;

    @Setup
    public void reduce() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        // Nearest neighbours keep the colours that a palette has.
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(ImageIO.read(new ByteArrayInputStream(Corpus.read(file))), 0, 0, WIDTH, HEIGHT, null);
        graphics.dispose();
        samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    @Benchmark
    public byte[] encode() {
        return PngEncoder.encode(WIDTH, HEIGHT, 3, samples);
    }
}
