package dev.darkroom.image.fuzz;

import com.sun.management.ThreadMXBean;
import dev.darkroom.image.Enlarge;
import dev.darkroom.image.FitOptions;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.ImageFault;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Limits;
import dev.darkroom.image.Thumbnail;
import dev.darkroom.image.Thumbnailer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes a thumbnail of one file and judges what comes of it: either a thumbnail that the JDK can read, of the size that
 * it says, or an {@link ImageException}; within bounds of processor time and of bytes allocated.
 */
final class Trial {
    /** Few pixels, so that many files can be tried; what does not depend on their number shows all the more. */
    private static final Limits STRICT =
            Limits.defaults().withMaxPixels(1_000_000).withMaxFrames(100).withMaxDecodedBytes(4L << 20);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long STRICT_NANOS = 2_000_000_000L;
    private static final long STRICT_BYTES = 400L << 20;
    /** No file at all may take longer. */
    static final long MAX_NANOS = 5_000_000_000L;

    private final Limits limits;
    private final FitOptions options;
    private long nanos;
    private long bytes;

    private Trial(Limits limits, FitOptions options) {
        this.limits = limits;
        this.options = options;
    }

    /** A trial with one of several boxes and, once in a while, the limits that the product has. */
    static Trial of(RandomGenerator random) {
        FitOptions box =
                switch (random.nextInt(8)) {
                    case 0 -> FitOptions.within(1, 1);
                    case 1 -> FitOptions.within(400, 300).withEnlarge(Enlarge.NEVER);
                    case 2 -> FitOptions.within(64, 200).withFormat(ImageFormat.PNG);
                    case 3 -> FitOptions.within(200, 64).withFormat(ImageFormat.JPEG);
                    default -> FitOptions.within(100, 100);
                };
        return new Trial(random.nextInt(32) == 0 ? Limits.defaults() : STRICT, box);
    }

    /** Processor time of the last run, in nanoseconds. */
    long nanos() {
        return nanos;
    }

    /** Bytes that the last run allocated, in all. */
    long bytes() {
        return bytes;
    }

    /** Runs the trial. */
    Optional<Finding> run(long number, byte[] file) {
        long nanosBefore = THREADS.getCurrentThreadCpuTime();
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        Optional<Finding> finding = judged(number, file, () -> new Thumbnailer(limits).fit(file, options));
        nanos = THREADS.getCurrentThreadCpuTime() - nanosBefore;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        return finding.or(() -> overspent(number, file));
    }

    private Optional<Finding> overspent(long number, byte[] file) {
        boolean strict = limits == STRICT;
        if (nanos > (strict ? STRICT_NANOS : MAX_NANOS)) {
            return Optional.of(new Finding(number, "slow", nanos / 1_000_000 + " ms", file));
        }
        if (strict && bytes > STRICT_BYTES) {
            return Optional.of(new Finding(number, "allocates", (bytes >> 20) + " MiB", file));
        }
        return Optional.empty();
    }

    /** What is wrong with a way of making a thumbnail. */
    static Optional<Finding> judged(long number, byte[] file, Attempt attempt) {
        try {
            return flaw(attempt.run()).map(flaw -> new Finding(number, "bad-result", flaw, file));
        } catch (ImageException refused) {
            if (refused.fault() == ImageFault.OUT_OF_MEMORY) {
                return Optional.of(new Finding(number, "out-of-memory", trace(refused), file));
            }
            return isAccident(refused.getCause())
                    ? Optional.of(new Finding(number, "accident", trace(refused.getCause()), file))
                    : Optional.empty();
        } catch (RuntimeException | Error escaped) {
            return Optional.of(new Finding(number, escaped.getClass().getName(), trace(escaped), file));
        }
    }

    /** Plug-ins of others may throw what they like; code of our own says what is wrong with a file. */
    private static boolean isAccident(Throwable cause) {
        return (cause instanceof RuntimeException || cause instanceof Error)
                && Arrays.stream(cause.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !name.startsWith("java"))
                        .findFirst()
                        .filter(name -> name.startsWith("dev.darkroom."))
                        .isPresent();
    }

    /** What is wrong with a thumbnail. */
    private static Optional<String> flaw(Thumbnail thumbnail) {
        ImageReader reader = jdkReader(thumbnail.format());
        try (MemoryCacheImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(thumbnail.content()))) {
            reader.setInput(stream);
            int width = reader.read(0).getWidth();
            int height = reader.getHeight(0);
            boolean right = width == thumbnail.width() && height == thumbnail.height();
            return right
                    ? Optional.empty()
                    : Optional.of(width + "x" + height + " instead of " + thumbnail.width() + "x" + thumbnail.height());
        } catch (IOException | RuntimeException unreadable) {
            return Optional.of(trace(unreadable));
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader jdkReader(ImageFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.contentType());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.")) {
                return reader;
            }
        }
        throw new IllegalStateException("the JDK reads no " + format);
    }

    private static String trace(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Makes a thumbnail, or tells why not. */
    interface Attempt {
        Thumbnail run() throws ImageException;
    }
}
