package dev.darkroom.camel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The meters of {@link UploadTimes}. They are made once, since looking them up costs more than what is recorded. Thread-safe. */
final class UploadMeters {

    private static final Duration[] LATENCIES =
            millis(25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000);
    private static final Duration[] PHASES =
            millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000);

    private final Map<Phase, Timer> phases = new EnumMap<>(Phase.class);
    private final Map<String, Timer> latencies;
    private final Counter bytesIn;
    private final Counter bytesOut;
    private final Counter pixels;

    /**
     * @param registry where the meters are
     * @param inWork how many uploads are in work
     * @param memory what they may take together
     */
    UploadMeters(MeterRegistry registry, AtomicInteger inWork, MemoryBudget memory) {
        for (Phase phase : Phase.values()) {
            phases.put(phase, phase(phase, registry));
        }
        this.latencies = Stream.of(UploadOutcome.READY, UploadOutcome.REJECTED)
                .collect(Collectors.toUnmodifiableMap(outcome -> outcome, outcome -> latency(outcome, registry)));
        this.bytesIn = bytes("in", registry);
        this.bytesOut = bytes("out", registry);
        this.pixels = Counter.builder("darkroom.upload.pixels")
                .description("Pixels of originals, as their headers declare them, all frames together")
                .register(registry);
        Gauge.builder("darkroom.upload.in.work", inWork, AtomicInteger::get)
                .description("Uploads that this process has in work")
                .strongReference(true)
                .register(registry);
        Gauge.builder("darkroom.memory.free", memory, MemoryBudget::free)
                .description("Part of the heap for pictures that none holds")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("darkroom.memory.size", memory, MemoryBudget::size)
                .description("Part of the heap for pictures")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    private static Timer phase(Phase phase, MeterRegistry registry) {
        return Timer.builder("darkroom.upload.phase")
                .description("What the time of an upload is spent on")
                .tag("phase", phase.label())
                .serviceLevelObjectives(PHASES)
                .register(registry);
    }

    private static Timer latency(String outcome, MeterRegistry registry) {
        return Timer.builder("darkroom.upload.duration")
                .description("From S3's event to the thumbnail in the gallery, or to the rejection")
                .tag("outcome", outcome)
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    private static Counter bytes(String direction, MeterRegistry registry) {
        return Counter.builder("darkroom.upload.bytes")
                .description("Size of originals that were read, and of thumbnails that were stored")
                .tag("direction", direction)
                .baseUnit("bytes")
                .register(registry);
    }

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /**
     * @param work what was done
     * @param declared pixels of the original; 0 if it came to no thumbnail
     */
    void record(UploadWork work, long declared) {
        phases.forEach((phase, timer) -> {
            long spent = work.spent(phase);
            if (spent > 0) {
                timer.record(spent, TimeUnit.NANOSECONDS);
            }
        });
        bytesIn.increment(work.bytesIn());
        bytesOut.increment(work.bytesOut());
        pixels.increment(declared);
    }

    /**
     * @param outcome {@code ready} or {@code rejected}
     * @param latency time since S3's event; below nothing if the clocks differ
     */
    void record(String outcome, Duration latency) {
        latencies.get(outcome).record(latency.isNegative() ? Duration.ZERO : latency);
    }
}
