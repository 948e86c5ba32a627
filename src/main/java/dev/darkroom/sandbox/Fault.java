package dev.darkroom.sandbox;

import java.time.Duration;

/** What can go wrong with a call. */
public sealed interface Fault {

    /**
     * The call is not carried out and answered with an error.
     *
     * @param status HTTP status
     * @param code error code as AWS names it
     */
    record Failure(int status, String code) implements Fault {}

    /**
     * The call is carried out late.
     *
     * @param duration how late
     */
    record Delay(Duration duration) implements Fault {}

    /**
     * The connection ends without an answer.
     *
     * @param moment whether the work was done
     * @param silence how long the client waits for nothing before
     */
    record Drop(Moment moment, Duration silence) implements Fault {}

    /** When a connection ends. */
    enum Moment {
        /** Nothing was done. */
        BEFORE_WORK,
        /** The work was done, but the client does not learn of it. */
        AFTER_WORK
    }

    /** An error such as 503 {@code SlowDown}. */
    static Fault error(int status, String code) {
        return new Failure(status, code);
    }

    /** A slow answer. */
    static Fault delay(Duration duration) {
        return new Delay(duration);
    }

    /** A connection that ends before anything was done. */
    static Fault dropBeforeWork() {
        return silence(Moment.BEFORE_WORK, Duration.ZERO);
    }

    /** A connection that ends when everything was done. */
    static Fault dropAfterWork() {
        return silence(Moment.AFTER_WORK, Duration.ZERO);
    }

    /** An answer that never comes: the client runs into its own time limit if that is shorter than this. */
    static Fault silence(Moment moment, Duration duration) {
        return new Drop(moment, duration);
    }
}
