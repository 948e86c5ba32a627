package dev.darkroom.operator;

import dev.darkroom.aws.provision.DeprovisioningReport;
import dev.darkroom.operator.AwsOutcome.Failure;
import java.time.Duration;

/** How far AWS is with letting go of what a gallery had there. */
sealed interface AwsRemoval {

    /**
     * All is gone that can go.
     *
     * @param report what went and what stays
     */
    record Done(DeprovisioningReport report) implements AwsRemoval {}

    /**
     * AWS does not let it go.
     *
     * @param why what AWS said
     * @param next when AWS may be asked again
     */
    record Refused(Failure why, Duration next) implements AwsRemoval {}
}
