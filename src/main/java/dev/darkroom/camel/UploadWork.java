package dev.darkroom.camel;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;

/** What the steps did for one upload, and how long each took that came to an end. Kept with the exchange. Thread-safe. */
final class UploadWork {

    private static final String KEPT = "DarkroomUploadWork";

    private final long begun = System.nanoTime();
    private final AtomicLongArray nanos = new AtomicLongArray(Phase.values().length);
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private final AtomicReference<Instant> stored = new AtomicReference<>();

    private UploadWork() {}

    /** Starts the clock. */
    static UploadWork begin(Exchange exchange) {
        UploadWork work = new UploadWork();
        exchange.setProperty(KEPT, work);
        return work;
    }

    /** @return what is kept with an exchange; in a route that does not measure, one that nobody will look at */
    static UploadWork of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(KEPT, UploadWork.class)).orElseGet(UploadWork::new);
    }

    /**
     * The original is in memory.
     *
     * @param bytes its size
     * @param waited nanoseconds for which it waited for room there
     */
    void received(long bytes, long waited) {
        bytesIn.addAndGet(bytes);
        add(Phase.GET, System.nanoTime() - begun - waited);
    }

    /**
     * The thumbnail is stored, and its entry in the index.
     *
     * @param bytes its size
     * @param start {@link System#nanoTime} when that began
     */
    void stored(long bytes, long start) {
        bytesOut.addAndGet(bytes);
        stored.set(Instant.now());
        add(Phase.PUT, System.nanoTime() - start);
    }

    void add(Phase phase, long spent) {
        nanos.addAndGet(phase.ordinal(), Math.max(spent, 0));
    }

    /** @return nanoseconds; 0 if that was not done */
    long spent(Phase phase) {
        return nanos.get(phase.ordinal());
    }

    long bytesIn() {
        return bytesIn.get();
    }

    long bytesOut() {
        return bytesOut.get();
    }

    /** @return since when there is a thumbnail */
    Optional<Instant> storedAt() {
        return Optional.ofNullable(stored.get());
    }
}
