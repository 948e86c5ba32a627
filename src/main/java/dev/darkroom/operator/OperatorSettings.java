package dev.darkroom.operator;

import dev.darkroom.operator.objects.PodImage;
import dev.darkroom.operator.objects.Telemetry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator is told by whoever installs it.
 *
 * @param image what the pods of galleries run
 * @param namespaces where it looks after galleries; empty for everywhere
 * @param leaseNamespace where operators agree on which of them leads; empty if there is only ever one
 * @param recheck how long AWS goes without being looked at
 * @param aws how the operator gets at AWS
 * @param telemetry what the pods of galleries tell of themselves
 */
public record OperatorSettings(
        PodImage image,
        Set<String> namespaces,
        Optional<String> leaseNamespace,
        Duration recheck,
        OperatorAws aws,
        Telemetry telemetry) {

    /** Keeps a copy of the namespaces. */
    public OperatorSettings {
        namespaces = Set.copyOf(namespaces);
    }
}
