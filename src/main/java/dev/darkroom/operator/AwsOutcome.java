package dev.darkroom.operator;

import dev.darkroom.aws.provision.Change;
import dev.darkroom.aws.provision.ProvisioningReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How AWS stands for a gallery.
 *
 * @param report what the last successful look found; empty if the last one failed
 * @param failure why the last look failed; empty if it did not
 * @param changes what this very look changed; empty if AWS was not looked at now
 * @param next when AWS has to be looked at again
 */
record AwsOutcome(Optional<ProvisioningReport> report, Optional<Failure> failure, List<Change> changes, Duration next) {

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
