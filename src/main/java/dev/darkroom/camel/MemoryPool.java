package dev.darkroom.camel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A part of a {@link MemoryBudget}. Fair, thread-safe.
 *
 * @param semaphore what is free, in units
 * @param size all there is, in units
 */
record MemoryPool(Semaphore semaphore, int size) {

    MemoryPool(int size) {
        this(new Semaphore(size, true), size);
    }

    int limited(int units) {
        return Math.min(units, size);
    }

    /** With a timeout of nothing a semaphore minds who came first; without one it does not. */
    boolean tryTake(int units) {
        try {
            return semaphore.tryAcquire(units, 0, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void take(int units, Duration patience) throws MemoryShortException, InterruptedException {
        if (!semaphore.tryAcquire(units, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new MemoryShortException(
                    "No memory became free within " + patience.toSeconds()
                            + " s; the message comes back. Give the resizer more memory, or a lower darkroom.resizer.concurrency");
        }
    }
}
