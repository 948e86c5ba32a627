package dev.darkroom.image.fuzz;

import dev.darkroom.image.ImageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Damages files of one format and tries to make thumbnails of them. Each file has a number; the same number makes the
 * same file, in the same box and within the same limits, as long as the seeds and the mutations stay what they are.
 * Thread-safe.
 */
public final class Fuzzer {
    /** Sets the choices for plug-ins apart from those for files. */
    private static final long PLUGIN = 1L << 40;

    private final ImageFormat format;
    private final List<byte[]> seeds;
    private final Mutator mutator;

    private Fuzzer(ImageFormat format, List<byte[]> seeds) {
        this.format = format;
        this.seeds = seeds;
        this.mutator = new Mutator(format, seeds);
    }

    /** A fuzzer of one format, with sound files of all its classes to start from. */
    public static Fuzzer of(ImageFormat format) {
        return new Fuzzer(format, Seeds.of(format));
    }

    /** The format. */
    public ImageFormat format() {
        return format;
    }

    /** The sound files that all others are made from; shared, not copied. */
    public List<byte[]> seeds() {
        return seeds;
    }

    /** A damaged file. */
    public byte[] file(long number) {
        return mutator.mutate(new SplittableRandom(number));
    }

    /** Tries some files, starting with a number; returns those not treated as they should be. */
    public List<Finding> run(long first, int count) {
        List<Finding> findings = new ArrayList<>();
        for (long number = first; number < first + count; number++) {
            run(number).ifPresent(findings::add);
        }
        return findings;
    }

    Optional<Finding> run(long number) {
        return run(number, trial(number));
    }

    /** Makes a thumbnail of a file and reads it through ImageIO. */
    Optional<Finding> run(long number, Trial trial) {
        byte[] file = file(number);
        return trial.run(number, file)
                .or(() -> PluginTrial.run(format, number, file, new SplittableRandom(number + PLUGIN)));
    }

    Trial trial(long number) {
        return Trial.of(new SplittableRandom(~number));
    }
}
