package dev.darkroom.aws.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log when something begins to fail and when it works again, and in between only from time to time. Thread-safe.
 */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private static final Duration REMINDER = Duration.ofSeconds(30);

    /** An outage that comes and goes does not get a line each time. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    /**
     * @param since when it began
     * @param reason what failed last
     */
    record State(Instant since, String reason) {}

    private final String what;
    private Optional<State> state = Optional.empty();
    private Instant nextLine = Instant.MIN;

    /** @param what the beginning of a sentence: what fails */
    Outage(String what) {
        this.what = what;
    }

    synchronized void goesOn(String reason) {
        Instant now = Instant.now();
        boolean begins = state.isEmpty();
        state = Optional.of(new State(state.map(State::since).orElse(now), reason));
        if (now.isBefore(nextLine)) {
            return;
        }
        nextLine = now.plus(begins ? QUIET : REMINDER);
        if (begins) {
            LOG.warn("{}: {}. Trying again", what, reason);
        } else {
            LOG.warn("{} since {} s: {}", what, secondsSince(state.get()), reason);
        }
    }

    synchronized void over() {
        state.filter(ended -> ended.since().plus(QUIET).isBefore(Instant.now()))
                .ifPresent(ended -> LOG.info("Over after {} s: {}", secondsSince(ended), what));
        state = Optional.empty();
    }

    synchronized Optional<State> state() {
        return state;
    }

    private static long secondsSince(State outage) {
        return Duration.between(outage.since(), Instant.now()).toSeconds();
    }
}
