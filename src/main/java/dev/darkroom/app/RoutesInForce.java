package dev.darkroom.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which route files of one's own run, and what became of the last change to them. Thread-safe. */
@ApplicationScoped
class RoutesInForce {

    private volatile boolean changing;
    private volatile State state = new State(Map.of(), Optional.empty(), List.of());

    /** What became of a change. */
    enum Outcome {
        /** It runs. */
        APPLIED,
        /** It has mistakes or needs a restart; what ran before runs on. */
        REFUSED,
        /** Camel did not take it; what ran before runs again. */
        FAILED
    }

    /**
     * A change to the files.
     *
     * @param when it was looked at
     * @param outcome what became of it
     * @param reasons why it does not run; none if it does
     */
    record Change(Instant when, Outcome outcome, List<String> reasons) {

        Change {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What there is to know at a time.
     *
     * @param files the files that run, content by name
     * @param last the last change; none since the start
     * @param missing what does not run that should; nothing as a rule
     */
    record State(Map<String, String> files, Optional<Change> last, List<String> missing) {

        State {
            files = new TreeMap<>(files);
            missing = List.copyOf(missing);
        }

        /** @return whether what is on disk is what runs, as far as it was looked at */
        boolean isOnDisk() {
            return last.map(change -> change.outcome() == Outcome.APPLIED).orElse(true);
        }
    }

    /** @param files what Camel loads at start */
    void started(Map<String, String> files) {
        state = new State(files, Optional.empty(), List.of());
    }

    /** Some routes are being taken away, to come back in a moment. */
    void changing() {
        changing = true;
    }

    boolean isChanging() {
        return changing;
    }

    /** @param next what is so from now on */
    void become(State next) {
        state = next;
        changing = false;
    }

    State now() {
        return state;
    }
}
