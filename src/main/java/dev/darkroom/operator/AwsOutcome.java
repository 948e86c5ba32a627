package dev.darkroom.operator;

import dev.darkroom.aws.provision.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How AWS stands for a gallery.
 *
 * @param accepted the spec that AWS last accepted; empty if there is none, or if nobody remembers it
 * @param failure why the last look failed; empty if it did not
 * @param changes what this very look changed; empty if AWS was not looked at now
 * @param next when AWS has to be looked at again
 */
record AwsOutcome(Optional<AcceptedSpec> accepted, Optional<Failure> failure, List<Change> changes, Duration next) {

    AwsOutcome {
        changes = List.copyOf(changes);
    }

    /**
     * Why AWS is not as it should be.
     *
     * @param reason one word, as conditions have it
     * @param message what is wrong and what to do about it
     */
    record Failure(String reason, String message) {}
}
