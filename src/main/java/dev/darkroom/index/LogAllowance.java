package dev.darkroom.index;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * How many lines of one kind the log may have: {@value #LINES} in half a minute. What fails a thousand times in a second, because S3 is
 * away for instance, is told by the first of them as well as by all. Thread-safe.
 */
public final class LogAllowance {

    /** How many lines there are in a period at most. */
    public static final int LINES = 10;

    /** How long a period is. */
    public static final Duration PERIOD = Duration.ofSeconds(30);

    private final InstantSource clock;
    private Instant end = Instant.MIN;
    private int told;
    private long untold;

    /** The first period begins with the first line. */
    public LogAllowance() {
        this(InstantSource.system());
    }

    /** @param clock tells the time */
    LogAllowance(InstantSource clock) {
        this.clock = clock;
    }

    /** @return nothing if there is no line for what has happened now, or else how many times there has been none since the last line */
    public synchronized OptionalLong next() {
        Instant now = clock.instant();
        if (!now.isBefore(end)) {
            end = now.plus(PERIOD);
            told = 0;
        }
        if (told == LINES) {
            untold++;
            return OptionalLong.empty();
        }
        told++;
        long before = untold;
        untold = 0;
        return OptionalLong.of(before);
    }
}
