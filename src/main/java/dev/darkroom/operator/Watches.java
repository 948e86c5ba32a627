package dev.darkroom.operator;

import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks whether the operator sees what happens in the cluster. */
final class Watches {

    private Watches() {}

    /**
     * @param unhealthy what the framework cannot watch just now, by controller and name
     * @return what the operator does not see, in words; empty if it sees everything
     */
    static Optional<String> trouble(Map<String, Map<String, EventSourceHealthIndicator>> unhealthy) {
        TreeSet<String> kinds = unhealthy.values().stream()
                .flatMap(sources -> sources.keySet().stream())
                .map(Watches::kind)
                .collect(Collectors.toCollection(TreeSet::new));
        return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of("The API server does not let the operator watch " + String.join(", ", kinds)
                        + ": see the log, and the operator's rights");
    }

    private static String kind(String source) {
        return switch (source) {
            case ControllerEventSource.NAME -> "Gallery";
            case OwnRoutes.SOURCE -> "ConfigMap";
            default -> source.startsWith(Owned.SOURCE_PREFIX) ? source.substring(Owned.SOURCE_PREFIX.length()) : source;
        };
    }
}
