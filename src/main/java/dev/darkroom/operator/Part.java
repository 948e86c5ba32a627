package dev.darkroom.operator;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Component;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a part of a gallery gets on, by what its Deployment says.
 *
 * @param gallery the gallery
 * @param component which part
 * @param deployment its Deployment, as it is; empty if there is none
 */
record Part(Gallery gallery, Component component, Optional<Deployment> deployment) {

    /** @return why the part does not work; empty if it does, or if it is not wanted to */
    Optional<String> unavailable() {
        if (deployment.isEmpty()) {
            return Optional.of("The Deployment " + name() + " is not there yet");
        }
        int available = Optional.ofNullable(status().getAvailableReplicas()).orElse(0);
        return available > 0 || wanted() == 0
                ? Optional.empty()
                : Optional.of("No pod of the Deployment " + name() + " is available, of " + wanted() + "."
                        + words(condition -> "False".equals(condition.getStatus()) || isFailure(condition)) + advice());
    }

    /**
     * Counts of pods are left out: they change, and each new message is told.
     *
     * @return why a change does not reach the pods; empty if it does, or if nobody knows yet
     */
    Optional<String> stuck() {
        return wanted() > 0 && isUpToDate() && conditions().stream().anyMatch(Part::isOutOfTime)
                ? Optional.of(
                        "New pods of the Deployment " + name() + " do not come up; those from before go on working."
                                + words(condition -> isOutOfTime(condition) || isFailure(condition)) + advice())
                : Optional.empty();
    }

    private static boolean isOutOfTime(DeploymentCondition condition) {
        return "Progressing".equals(condition.getType())
                && "False".equals(condition.getStatus())
                && "ProgressDeadlineExceeded".equals(condition.getReason());
    }

    private static boolean isFailure(DeploymentCondition condition) {
        return "ReplicaFailure".equals(condition.getType());
    }

    /** What was said of a Deployment before it was changed says nothing of the change. */
    private boolean isUpToDate() {
        long observed = Optional.ofNullable(status().getObservedGeneration()).orElse(0L);
        return deployment
                .map(found -> found.getMetadata().getGeneration())
                .filter(generation -> observed >= generation)
                .isPresent();
    }

    private int wanted() {
        return deployment
                .map(Deployment::getSpec)
                .map(DeploymentSpec::getReplicas)
                .orElse(1);
    }

    private DeploymentStatus status() {
        return deployment.map(Deployment::getStatus).orElseGet(DeploymentStatus::new);
    }

    private List<DeploymentCondition> conditions() {
        return Optional.ofNullable(status().getConditions()).orElse(List.of());
    }

    private String words(Predicate<DeploymentCondition> telling) {
        return conditions().stream()
                .filter(telling)
                .map(DeploymentCondition::getMessage)
                .filter(Objects::nonNull)
                .map(message -> " " + message)
                .distinct()
                .collect(Collectors.joining());
    }

    private String advice() {
        return " See: kubectl describe pods -n " + gallery.getMetadata().getNamespace()
                + " -l app.kubernetes.io/instance=" + gallery.getMetadata().getName() + ",app.kubernetes.io/component="
                + component.role();
    }

    private String name() {
        return component.nameIn(gallery);
    }
}
