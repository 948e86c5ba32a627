package dev.darkroom.operator;

import dev.darkroom.operator.AwsOutcome.Failure;
import dev.darkroom.operator.api.ConditionType;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.api.GalleryStatus;
import dev.darkroom.operator.objects.Component;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Words for how a gallery stands. A condition's time is when its status last changed, not when it was last looked at. */
final class Conditions {

    static final String PROVISIONED = "Provisioned";
    static final String AVAILABLE = "Available";
    static final String NOT_PROVISIONED = "NotProvisioned";
    static final String RESIZER_UNAVAILABLE = "ResizerUnavailable";
    static final String GALLERY_UNAVAILABLE = "GalleryUnavailable";
    static final String ROLLOUT_STUCK = "RolloutStuck";
    static final String CLUSTER_REFUSED = "ClusterRefused";
    static final String ROUTES_VALID = "RoutesValid";
    static final String ROUTES_INVALID = "RoutesInvalid";

    /** Longer messages are cut: the API server takes 32768 characters, and nobody reads as many. */
    private static final int LONGEST_MESSAGE = 2000;

    private final Gallery gallery;
    private final Clock clock;

    Conditions(Gallery gallery, Clock clock) {
        this.gallery = gallery;
        this.clock = clock;
    }

    Condition provisioned(AwsOutcome aws) {
        return aws.failure()
                .map(failure -> condition(ConditionType.PROVISIONED, false, failure.reason(), failure.message()))
                .orElseGet(() -> condition(
                        ConditionType.PROVISIONED, true, PROVISIONED, "Buckets and queues are as the spec wants them"));
    }

    /** @param why what AWS said when it was to let go of what a deleted gallery had there */
    Condition removalRefused(Failure why) {
        return condition(
                ConditionType.PROVISIONED,
                false,
                why.reason(),
                why.message()
                        + " Until then the Gallery stays. To let it go and leave AWS as it is, set spec.deletionPolicy to"
                        + " Retain.");
    }

    Condition routesInvalid(RoutesInForce routes) {
        if (routes.mistakes().isEmpty()) {
            String message = routes.files().isEmpty()
                    ? "The routes that come along are in use"
                    : "Own routes are in use: "
                            + String.join(
                                    ", ",
                                    routes.files().keySet().stream().sorted().toList());
            return condition(ConditionType.ROUTES_INVALID, false, ROUTES_VALID, message);
        }
        return condition(
                ConditionType.ROUTES_INVALID,
                true,
                ROUTES_INVALID,
                "The routes from before keep running. " + String.join("\n", routes.mistakes()));
    }

    Condition notReady(String reason, String message) {
        return condition(ConditionType.READY, false, reason, message);
    }

    /**
     * @param deployments the parts of the gallery, as they are
     * @param accepted the spec by which they are kept; empty if they are left alone
     */
    Condition ready(Map<Component, Optional<Deployment>> deployments, Optional<AcceptedSpec> accepted) {
        String runs = accepted.filter(spec -> spec.isCurrent(gallery)).isPresent()
                ? ""
                : ". What runs is as it was before the spec was refused: see the condition Provisioned";
        List<Part> parts = Stream.of(Component.values())
                .map(component -> new Part(gallery, component, deployments.get(component)))
                .toList();
        return first(parts, Part::unavailable)
                .map(part -> notReady(
                        part.component() == Component.RESIZER ? RESIZER_UNAVAILABLE : GALLERY_UNAVAILABLE,
                        part.unavailable().orElseThrow()))
                .or(() -> first(parts, Part::stuck)
                        .map(part -> notReady(ROLLOUT_STUCK, part.stuck().orElseThrow())))
                .orElseGet(() -> condition(
                        ConditionType.READY,
                        true,
                        AVAILABLE,
                        "Uploads become thumbnails, and visitors see them" + runs));
    }

    private static Optional<Part> first(List<Part> parts, Function<Part, Optional<String>> trouble) {
        return parts.stream().filter(part -> trouble.apply(part).isPresent()).findFirst();
    }

    private Condition condition(String type, boolean holds, String reason, String message) {
        String status = holds ? "True" : "False";
        String since = GalleryStatus.of(gallery)
                .condition(type)
                .filter(before -> before.getStatus().equals(status))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message)
                .withLastTransitionTime(since)
                .withObservedGeneration(gallery.getMetadata().getGeneration())
                .build();
    }
}
