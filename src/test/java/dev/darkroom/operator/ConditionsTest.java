package dev.darkroom.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Component;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Deployments say, in words. */
class ConditionsTest {

    private static final Gallery GALLERY = Serialization.unmarshal(
            """
            apiVersion: darkroom.dev/v1alpha1
            kind: Gallery
            metadata: {name: holiday, namespace: photos, generation: 1}
            spec:
              upload: {bucket: holiday-in}
              resized: {bucket: holiday-out}
            """,
            Gallery.class);
    private static final String WELL =
            "{observedGeneration: 3, replicas: 2, updatedReplicas: 2, availableReplicas: 2, conditions: ["
                    + "{type: Progressing, status: 'True', reason: NewReplicaSetAvailable}]}";
    private static final String STUCK =
            "{observedGeneration: 3, replicas: 3, updatedReplicas: 1, availableReplicas: 2, conditions: ["
                    + "{type: Available, status: 'True', reason: MinimumReplicasAvailable},"
                    + "{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded,"
                    + " message: ReplicaSet new has timed out progressing.}]}";

    @Test
    void shouldNotCallAGalleryReadyWhoseNewPodsDoNotComeUp() {
        Condition ready = ready(deployment(WELL), deployment(STUCK));

        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getReason()).isEqualTo("RolloutStuck");
        assertThat(ready.getMessage())
                .contains(
                        "holiday-gallery",
                        "go on working",
                        "ReplicaSet new has timed out progressing.",
                        "kubectl describe pods -n photos");
    }

    @Test
    void shouldSayWhatKeepsNewPodsFromBeingMade() {
        Condition ready = ready(
                deployment(
                        STUCK.replace(
                                "conditions: [",
                                "conditions: [{type: ReplicaFailure, status: 'True', reason: FailedCreate, message: exceeded quota},")),
                deployment(WELL));

        assertThat(ready.getMessage()).contains("holiday-resizer", "exceeded quota");
    }

    @Test
    void shouldNotBlameAChangeForWhatWasBeforeIt() {
        String before = STUCK.replace("observedGeneration: 3", "observedGeneration: 2");

        assertThat(ready(deployment(before), deployment(WELL)).getReason()).isEqualTo("Available");
    }

    @Test
    void shouldNotMindARolloutThatGetsOn() {
        String going = STUCK.replace("status: 'False', reason: ProgressDeadlineExceeded", "status: 'True', reason: X");

        assertThat(ready(deployment(going), deployment(WELL)).getReason()).isEqualTo("Available");
    }

    @Test
    void shouldTellThatNothingIsAvailableBeforeAnythingElse() {
        String dead = STUCK.replace("availableReplicas: 2", "availableReplicas: 0");

        assertThat(ready(deployment(STUCK), deployment(dead)).getReason()).isEqualTo("GalleryUnavailable");
    }

    @Test
    void shouldNotMissPodsThatNobodyWants() {
        Deployment none = deployment(STUCK);
        none.getSpec().setReplicas(0);

        assertThat(ready(none, deployment(WELL)).getReason()).isEqualTo("Available");
    }

    private static Condition ready(Deployment resizer, Deployment gallery) {
        return new Conditions(GALLERY, Clock.systemUTC())
                .ready(
                        Map.of(Component.RESIZER, Optional.of(resizer), Component.GALLERY, Optional.of(gallery)),
                        Optional.of(new AcceptedSpec(1, GALLERY.getSpec(), "https://queue.example")));
    }

    private static Deployment deployment(String status) {
        return Serialization.unmarshal(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: any, generation: 3}
                spec: {replicas: 2}
                status: %s
                """
                        .formatted(status),
                Deployment.class);
    }
}
