package dev.darkroom.operator;

import dev.darkroom.operator.objects.PodImage;
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
 */
public record OperatorSettings(
        PodImage image, Set<String> namespaces, Optional<String> leaseNamespace, Duration recheck, OperatorAws aws) {

    /** Keeps a copy of the namespaces. */
    public OperatorSettings {
        namespaces = Set.copyOf(namespaces);
    }
}
