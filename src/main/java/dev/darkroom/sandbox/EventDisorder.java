package dev.darkroom.sandbox;

import java.time.Duration;

/**
 * How events lose their way from S3 to a queue. AWS promises them at least once and in no order. Immutable.
 *
 * @param mostCopies each event arrives 1 to so many times
 * @param mostDelay each copy arrives up to so much later, which also changes their order
 * @param shuffled so many copies are collected and sent in random order; what is left over goes after 50 ms; 1 for none
 */
public record EventDisorder(int mostCopies, Duration mostDelay, int shuffled) {

    /** Checks the ranges. */
    public EventDisorder {
        if (mostCopies < 1 || mostDelay.isNegative() || shuffled < 1) {
            throw new IllegalArgumentException("mostCopies and shuffled must be at least 1, mostDelay not negative");
        }
    }

    /** Each event once, at once, in order. */
    public static EventDisorder none() {
        return new EventDisorder(1, Duration.ZERO, 1);
    }

    /** The same, with each event sent 1 to so many times. */
    public EventDisorder duplicated(int copies) {
        return new EventDisorder(copies, mostDelay, shuffled);
    }

    /** The same, with each copy late by up to this. */
    public EventDisorder delayed(Duration most) {
        return new EventDisorder(mostCopies, most, shuffled);
    }

    /** The same, with so many at a time sent in random order. */
    public EventDisorder reordered(int window) {
        return new EventDisorder(mostCopies, mostDelay, window);
    }
}
