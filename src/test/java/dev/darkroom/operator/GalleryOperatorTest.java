package dev.darkroom.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.darkroom.operator.api.ConditionType;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** An operator between a stand-in for a cluster and the sandbox. */
class GalleryOperatorTest {

    private static final String GOOD_ROUTE = "- route: {id: own}";
    private static final RouteInspection REFUSES_BAD = files -> files.entrySet().stream()
            .filter(file -> file.getValue().contains("bad"))
            .map(file -> file.getKey() + ":1: bad")
            .toList();
    private static final Duration SELDOM = Duration.ofMinutes(10);
    private static final Duration OFTEN = Duration.ofSeconds(1);

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
    void shouldProvisionAwsAndRunBothPartsInTheCluster() {
        cluster.startOperator(SELDOM, REFUSES_BAD);

        cluster.apply(Cluster.HOLIDAY);

        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, GalleryOperatorTest::holds);
        assertThat(cluster.s3().listBuckets().buckets())
                .extracting(bucket -> bucket.name())
                .contains("holiday-in", "holiday-out");
        assertThat(cluster.gallery("holiday").getStatus().uploadQueueUrl()).endsWith("/holiday-in-events");
        await().untilAsserted(() -> assertThat(deployment("holiday-resizer")).isNotNull());
        assertThat(deployment("holiday-gallery").getSpec().getReplicas()).isEqualTo(2);
        assertThat(cluster.events("Provisioned")).singleElement().asString().contains("create bucket holiday-in");
    }

    @Test
    void shouldBeReadyOnceItsPodsAre() {
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);
        Condition notYet = cluster.awaitCondition("holiday", ConditionType.READY, condition -> condition
                .getReason()
                .equals("ResizerUnavailable"));
        assertThat(notYet.getMessage()).contains("holiday-resizer", "kubectl describe pods -n photos");

        cluster.makeAvailable("holiday-resizer");
        cluster.awaitCondition("holiday", ConditionType.READY, condition -> condition
                .getReason()
                .equals("GalleryUnavailable"));
        cluster.makeAvailable("holiday-gallery");

        cluster.awaitCondition("holiday", ConditionType.READY, GalleryOperatorTest::holds);
        assertThat(cluster.gallery("holiday").getStatus().observedGeneration())
                .isEqualTo(cluster.gallery("holiday").getMetadata().getGeneration());
    }

    @Test
    void shouldTellOnceThatNewPodsDoNotComeUp() {
        cluster.startOperator(OFTEN, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(deployment("holiday-gallery")).isNotNull());
        cluster.makeAvailable("holiday-resizer");
        cluster.makeAvailable("holiday-gallery");
        cluster.awaitCondition("holiday", ConditionType.READY, GalleryOperatorTest::holds);

        cluster.letRolloutGetStuck("holiday-resizer");

        cluster.awaitCondition("holiday", ConditionType.READY, condition -> condition
                .getReason()
                .equals("RolloutStuck"));
        long looks = awsCalls("sqs:GetQueueUrl");
        await().atMost(30, SECONDS).until(() -> awsCalls("sqs:GetQueueUrl") > looks + 4);
        assertThat(cluster.events("RolloutStuck")).singleElement().asString().contains("holiday-resizer");

        cluster.makeAvailable("holiday-resizer");

        cluster.awaitCondition("holiday", ConditionType.READY, GalleryOperatorTest::holds);
    }

    @Test
    void shouldRollThePodsWhenTheSpecChanges() {
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(deployment("holiday-resizer")).isNotNull());
        Map<String, String> before = podAnnotations("holiday-resizer");

        cluster.apply(Cluster.HOLIDAY + "  thumbnail: {width: 200}\n");

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(settings()).containsEntry("DARKROOM_THUMBNAIL_WIDTH", "200"));
        await().untilAsserted(
                        () -> assertThat(podAnnotations("holiday-resizer")).isNotEqualTo(before));
    }

    @Test
    void shouldPublishAnIngressOnlyWhileThereIsAHost() {
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY + "  gallery: {host: photos.example.com, tlsSecret: photos-tls}\n");
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(ingress()).isNotNull());
        await().untilAsserted(() ->
                assertThat(cluster.gallery("holiday").getStatus().url()).isEqualTo("https://photos.example.com"));

        cluster.apply(Cluster.HOLIDAY);

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(ingress()).isNull());
    }

    @Test
    void shouldScaleByTheQueueWhereKedaIs() {
        cluster.installKeda();
        cluster.startOperator(SELDOM, REFUSES_BAD);

        cluster.apply(Cluster.HOLIDAY);

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(cluster.client()
                        .genericKubernetesResources(Cluster.SCALED_OBJECTS)
                        .inNamespace(Cluster.NAMESPACE)
                        .withName("holiday-resizer")
                        .get())
                .isNotNull());
        assertThat(cluster.client()
                        .genericKubernetesResources(Cluster.TRIGGER_AUTHENTICATIONS)
                        .inNamespace(Cluster.NAMESPACE)
                        .withName("holiday-resizer")
                        .get())
                .isNotNull();
        assertThat(hasAutoscaler()).isFalse();
    }

    @Test
    void shouldPutBackWhatSomebodyChangedInTheCluster() {
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(deployment("holiday-gallery")).isNotNull());

        cluster.client()
                .apps()
                .deployments()
                .inNamespace(Cluster.NAMESPACE)
                .withName("holiday-gallery")
                .edit(found -> {
                    found.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .get(0)
                            .setImage("somebody/else:2");
                    return found;
                });
        cluster.client()
                .services()
                .inNamespace(Cluster.NAMESPACE)
                .withName("holiday-gallery")
                .delete();

        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(deployment("holiday-gallery")
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers())
                    .singleElement()
                    .extracting(container -> container.getImage())
                    .isEqualTo(Cluster.IMAGE);
            assertThat(cluster.client()
                            .services()
                            .inNamespace(Cluster.NAMESPACE)
                            .withName("holiday-gallery")
                            .get())
                    .isNotNull();
        });
    }

    @Test
    void shouldPutBackWhatSomebodyChangedOnAwsAndSaySo() {
        cluster.startOperator(OFTEN, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, GalleryOperatorTest::holds);

        cluster.s3()
                .putBucketNotificationConfiguration(r -> r.bucket("holiday-in").notificationConfiguration(c -> {}));

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(cluster.s3()
                        .getBucketNotificationConfiguration(r -> r.bucket("holiday-in"))
                        .queueConfigurations())
                .hasSize(1));
        await().untilAsserted(() -> assertThat(cluster.events("Provisioned")).hasSize(2));
    }

    @Test
    void shouldWriteNothingWhenEverythingIsRight() throws InterruptedException {
        cluster.startOperator(OFTEN, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, GalleryOperatorTest::holds);
        await().untilAsserted(() -> assertThat(hasAutoscaler()).isTrue());
        long looks = awsCalls("sqs:GetQueueUrl");
        await().atMost(30, SECONDS).until(() -> awsCalls("sqs:GetQueueUrl") > looks + 2);
        cluster.takeWrites();
        long writesToAws = awsWrites();
        long looksBefore = awsCalls("sqs:GetQueueUrl");

        await().atMost(30, SECONDS).until(() -> awsCalls("sqs:GetQueueUrl") > looksBefore + 4);

        assertThat(cluster.takeWrites()).isEmpty();
        assertThat(awsWrites()).isEqualTo(writesToAws);
    }

    @Test
    void shouldTellWhatAwsRefusesAndRecoverByItself() {
        cluster.sandbox().faults().add(FaultRule.on("s3:CreateBucket", Fault.error(403, "AccessDenied")));
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);
        Condition refused = cluster.awaitCondition("holiday", ConditionType.PROVISIONED, condition -> condition
                .getReason()
                .equals("AccessDenied"));
        assertThat(refused.getMessage()).contains("s3:CreateBucket");
        assertThat(cluster.condition("holiday", ConditionType.READY))
                .get()
                .extracting(Condition::getReason)
                .isEqualTo("NotProvisioned");
        assertThat(deployment("holiday-resizer")).isNull();
        assertThat(cluster.events("AccessDenied")).isNotEmpty();

        cluster.sandbox().faults().clear();

        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, GalleryOperatorTest::holds);
        await().untilAsserted(() -> assertThat(deployment("holiday-resizer")).isNotNull());
    }

    @Test
    void shouldLeaveWhatRunsAloneWhileAwsIsAway() {
        cluster.startOperator(OFTEN, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(deployment("holiday-gallery")).isNotNull());
        cluster.sandbox().faults().add(FaultRule.on("sqs:*", Fault.error(403, "AccessDenied")));
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, condition -> !holds(condition));

        cluster.client()
                .services()
                .inNamespace(Cluster.NAMESPACE)
                .withName("holiday-gallery")
                .delete();

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(cluster.client()
                        .services()
                        .inNamespace(Cluster.NAMESPACE)
                        .withName("holiday-gallery")
                        .get())
                .isNotNull());
        assertThat(deployment("holiday-resizer")).isNotNull();
    }

    @Test
    void shouldLeaveAwsAsItIsWhenAGalleryIsDeleted() {
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, GalleryOperatorTest::holds);

        cluster.client().resource(cluster.gallery("holiday")).delete();

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(cluster.gallery("holiday")).isNull());
        cluster.s3().headBucket(r -> r.bucket("holiday-in"));
        assertThat(cluster.sqs()
                        .getQueueUrl(r -> r.queueName("holiday-in-events"))
                        .queueUrl())
                .isNotEmpty();
    }

    @Test
    void shouldDeleteOnlyWhatIsEmptyWhenThatIsAskedFor() {
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY + "  deletionPolicy: Delete\n");
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, GalleryOperatorTest::holds);
        cluster.s3().putObject(r -> r.bucket("holiday-out").key("sea.jpg"), RequestBody.fromString("picture"));

        cluster.client().resource(cluster.gallery("holiday")).delete();

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(cluster.gallery("holiday")).isNull());
        cluster.s3().headObject(r -> r.bucket("holiday-out").key("sea.jpg"));
        assertThat(catchThrowable(() -> cluster.s3().headBucket(r -> r.bucket("holiday-in"))))
                .isInstanceOf(NoSuchBucketException.class);
        assertThat(cluster.events("Kept")).singleElement().asString().contains("holiday-out", "not empty");
    }

    @Test
    void shouldKeepAGalleryThatCannotBeRemovedUntilItsPolicyIsRetain() {
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY + "  deletionPolicy: Delete\n");
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, GalleryOperatorTest::holds);
        cluster.sandbox().faults().add(FaultRule.on("s3:DeleteBucket", Fault.error(403, "AccessDenied")));
        cluster.client().resource(cluster.gallery("holiday")).delete();
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(cluster.events("AccessDenied"))
                .first()
                .asString()
                .contains("s3:DeleteBucket", "Retain"));
        assertThat(cluster.gallery("holiday")).isNotNull();

        cluster.client().resource(cluster.gallery("holiday")).edit(found -> {
            found.setSpec(cluster.parse(Cluster.HOLIDAY).getSpec());
            return found;
        });

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(cluster.gallery("holiday")).isNull());
    }

    @Test
    void shouldKeepTheRoutesFromBeforeWhenNewOnesHaveMistakes() {
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.applyConfigMap("own", Map.of("own.camel.yaml", GOOD_ROUTE, "README", "no route"));
        cluster.apply(Cluster.HOLIDAY + "  routes: {configMap: own}\n");
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(routes()).containsOnly(Map.entry("own.camel.yaml", GOOD_ROUTE)));
        await().untilAsserted(() -> assertThat(deployment("holiday-resizer")).isNotNull());
        Map<String, String> before = podAnnotations("holiday-resizer");

        cluster.applyConfigMap("own", Map.of("own.camel.yaml", "bad"));

        Condition invalid = cluster.awaitCondition("holiday", ConditionType.ROUTES_INVALID, GalleryOperatorTest::holds);
        assertThat(invalid.getReason()).isEqualTo("RoutesInvalid");
        assertThat(invalid.getMessage()).contains("own.camel.yaml:1: bad");
        assertThat(routes()).containsOnly(Map.entry("own.camel.yaml", GOOD_ROUTE));
        assertThat(podAnnotations("holiday-resizer")).isEqualTo(before);

        cluster.applyConfigMap("own", Map.of("own.camel.yaml", "- route: {id: better}"));

        cluster.awaitCondition("holiday", ConditionType.ROUTES_INVALID, condition -> !holds(condition));
        await().untilAsserted(() -> assertThat(routes()).containsEntry("own.camel.yaml", "- route: {id: better}"));
        await().untilAsserted(
                        () -> assertThat(podAnnotations("holiday-resizer")).isNotEqualTo(before));
    }

    @Test
    void shouldTellWhenTheConfigMapOfRoutesIsMissing() {
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY + "  routes: {configMap: nowhere}\n");

        Condition invalid = cluster.awaitCondition("holiday", ConditionType.ROUTES_INVALID, GalleryOperatorTest::holds);
        assertThat(invalid.getMessage()).contains("no ConfigMap nowhere");
    }

    @Test
    void shouldNotTakeOverAnObjectOfSomebodyElse() {
        cluster.applyConfigMap("holiday-settings", Map.of("mine", "yes"));
        cluster.startOperator(SELDOM, REFUSES_BAD);
        cluster.apply(Cluster.HOLIDAY);

        Condition refused = cluster.awaitCondition("holiday", ConditionType.READY, condition -> condition
                .getReason()
                .equals("ClusterRefused"));
        assertThat(refused.getMessage()).contains("ConfigMap named holiday-settings", "another name");
        assertThat(settings()).containsOnly(Map.entry("mine", "yes"));
    }

    @Test
    void shouldHandOverToAnOperatorThatStandsBy() {
        OperatorLoop first = cluster.startCandidate();
        await().atMost(30, SECONDS).until(() -> first.state().role().equals("leading"));
        OperatorLoop second = cluster.startCandidate();
        await().atMost(30, SECONDS).until(() -> second.state().role().equals("standing by"));
        cluster.apply(Cluster.HOLIDAY);
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, GalleryOperatorTest::holds);

        first.close();

        // The lease was given back, or this would take its 20 seconds.
        await().atMost(8, SECONDS).until(() -> second.state().role().equals("leading"));
        cluster.apply(Cluster.HOLIDAY + "  thumbnail: {width: 200}\n");
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(settings()).containsEntry("DARKROOM_THUMBNAIL_WIDTH", "200"));
    }

    private static boolean holds(Condition condition) {
        return condition.getStatus().equals("True");
    }

    private boolean hasAutoscaler() {
        return cluster.client()
                        .autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inNamespace(Cluster.NAMESPACE)
                        .withName("holiday-resizer")
                        .get()
                != null;
    }

    private long awsCalls(String operation) {
        return cluster.sandbox().calls().count(operation);
    }

    private long awsWrites() {
        return cluster.sandbox().calls().counts().entrySet().stream()
                .filter(call -> !call.getKey().matches("(s3|sqs):(Get|Head|List).*"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Deployment deployment(String name) {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(Cluster.NAMESPACE)
                .withName(name)
                .get();
    }

    private Map<String, String> podAnnotations(String deployment) {
        return deployment(deployment).getSpec().getTemplate().getMetadata().getAnnotations();
    }

    private Map<String, String> settings() {
        return cluster.configMap("holiday-settings");
    }

    private Map<String, String> routes() {
        return cluster.configMap("holiday-routes");
    }

    private Object ingress() {
        return cluster.client()
                .network()
                .v1()
                .ingresses()
                .inNamespace(Cluster.NAMESPACE)
                .withName("holiday-gallery")
                .get();
    }
}
