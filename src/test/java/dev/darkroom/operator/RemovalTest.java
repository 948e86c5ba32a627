package dev.darkroom.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.darkroom.operator.api.ConditionType;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** How a gallery goes whose deletion policy is {@code Delete}. */
class RemovalTest {

    private static final String HOLIDAY =
            """
            apiVersion: darkroom.dev/v1alpha1
            kind: Gallery
            metadata: {name: holiday}
            spec:
              upload: {bucket: holiday-in}
              resized: {bucket: holiday-out}
              deletionPolicy: Delete
            """;
    private static final Duration SELDOM = Duration.ofMinutes(10);

    private Cluster cluster;

    @BeforeEach
    void startCluster() throws IOException {
        cluster = new Cluster();
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldTellARefusedDeletionOnceAndInTheStatus() {
        startGallery();
        cluster.sandbox().faults().add(FaultRule.on("s3:DeleteBucket", Fault.error(403, "AccessDenied")));

        cluster.client().resource(cluster.gallery("holiday")).delete();

        Condition refused = cluster.awaitCondition("holiday", ConditionType.PROVISIONED, condition -> condition
                .getReason()
                .equals("AccessDenied"));
        assertThat(refused.getStatus()).isEqualTo("False");
        assertThat(refused.getMessage()).contains("s3:DeleteBucket", "spec.deletionPolicy to Retain");
        long attempts = cluster.sandbox().calls().count("s3:DeleteBucket");
        await("two more attempts")
                .atMost(30, SECONDS)
                .until(() -> cluster.sandbox().calls().count("s3:DeleteBucket") > attempts + 1);
        assertThat(cluster.events("AccessDenied")).hasSize(1);
        assertThat(cluster.gallery("holiday")).isNotNull();

        cluster.sandbox().faults().clear();

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(cluster.gallery("holiday")).isNull());
    }

    @Test
    void shouldTakeNothingFromAwsWhilePodsStillRun() throws InterruptedException {
        startGallery();
        // What the API server and its garbage collector make of a deletion in the foreground, while pods of a
        // Deployment are there.
        deployments()
                .forEach(found -> found.edit(deployment -> {
                    deployment.addFinalizer("example.com/pods-are-there");
                    return deployment;
                }));
        cluster.takeDeletions();

        cluster.client().resource(cluster.gallery("holiday")).delete();

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(deployments().map(Resource::get))
                .allMatch(HasMetadata::isMarkedForDeletion));
        assertThat(autoscaler()).isNull();
        assertThat(cluster.takeDeletions())
                .filteredOn(deletion -> deletion.contains("/deployments/"))
                .hasSize(2)
                .allMatch(deletion -> deletion.contains("\"propagationPolicy\":\"Foreground\""));
        await().during(3, SECONDS).atMost(10, SECONDS).until(() -> queueExists() && bucketExists());

        letPodsGo("holiday-gallery");
        await().during(3, SECONDS).atMost(10, SECONDS).until(() -> queueExists() && bucketExists());

        letPodsGo("holiday-resizer");
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(cluster.gallery("holiday")).isNull());
        assertThat(queueExists()).isFalse();
    }

    @Test
    void shouldTakeTheScalerOfKedaAwayBeforeTheQueue() {
        cluster.installKeda();
        OperatorLoop first = startGallery();
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(scaledObject()).isNotNull());
        // One that was started anew has not watched KEDA's objects yet.
        first.close();
        cluster.startOperator(SELDOM, files -> List.of());
        cluster.sandbox().faults().add(FaultRule.on("sqs:DeleteQueue", Fault.error(403, "AccessDenied")));

        cluster.client().resource(cluster.gallery("holiday")).delete();

        await().atMost(30, SECONDS).until(() -> cluster.sandbox().calls().count("sqs:DeleteQueue") > 0);
        assertThat(scaledObject()).isNull();
    }

    @Test
    void shouldLeavePodsToTheGarbageCollectorWhenAwsStays() throws InterruptedException {
        startGallery();
        cluster.client().resource(cluster.gallery("holiday")).edit(found -> {
            found.setSpec(cluster.parse(HOLIDAY.replace("Delete", "Retain")).getSpec());
            return found;
        });
        cluster.takeDeletions();

        cluster.client().resource(cluster.gallery("holiday")).delete();

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(cluster.gallery("holiday")).isNull());
        assertThat(cluster.takeDeletions()).singleElement().asString().contains("/galleries/holiday");
    }

    private OperatorLoop startGallery() {
        OperatorLoop operator = cluster.startOperator(SELDOM, files -> List.of());
        cluster.apply(HOLIDAY);
        cluster.awaitCondition("holiday", ConditionType.READY, condition -> condition
                .getReason()
                .equals("ResizerUnavailable"));
        return operator;
    }

    private void letPodsGo(String deployment) {
        deployment(deployment).edit(found -> {
            found.removeFinalizer("example.com/pods-are-there");
            return found;
        });
    }

    private Stream<Resource<Deployment>> deployments() {
        return Stream.of("holiday-resizer", "holiday-gallery").map(this::deployment);
    }

    private Resource<Deployment> deployment(String name) {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(Cluster.NAMESPACE)
                .withName(name);
    }

    private Object autoscaler() {
        return cluster.client()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(Cluster.NAMESPACE)
                .withName("holiday-resizer")
                .get();
    }

    private Object scaledObject() {
        return cluster.client()
                .genericKubernetesResources(Cluster.SCALED_OBJECTS)
                .inNamespace(Cluster.NAMESPACE)
                .withName("holiday-resizer")
                .get();
    }

    private boolean bucketExists() {
        return cluster.s3().listBuckets().buckets().stream()
                .anyMatch(bucket -> bucket.name().equals("holiday-in"));
    }

    private boolean queueExists() {
        return !(catchThrowable(() -> cluster.sqs().getQueueUrl(r -> r.queueName("holiday-in-events")))
                instanceof QueueDoesNotExistException);
    }
}
