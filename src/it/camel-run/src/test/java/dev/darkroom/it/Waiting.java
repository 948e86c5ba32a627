package dev.darkroom.it;

import java.io.IOException;

/** Waits for what comes sooner or later. */
final class Waiting {

    private static final long PAUSE_MILLIS = 100;

    private Waiting() {}

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    interface Text {
        String get() throws IOException;
    }

    static void until(String what, long seconds, Condition condition, Text explanation)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + seconds + " s: " + what + "\n" + explanation.get());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
