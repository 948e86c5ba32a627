package dev.darkroom.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.operator.api.ConditionType;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What AWS last accepted is what runs in the cluster, until AWS accepts something else. */
class AcceptedSpecTest {

    private static final String SMALLER =
            Cluster.HOLIDAY + "  thumbnail: {width: 200}\n  gallery: {url: 'https://new.example'}\n";
    private static final RouteInspection NO_MISTAKES = files -> List.of();
    private static final Duration SELDOM = Duration.ofMinutes(10);

    private Cluster cluster;
    private OperatorLoop operator;

    @BeforeEach
    void startGallery() throws IOException {
        cluster = new Cluster();
        operator = cluster.startOperator(SELDOM, NO_MISTAKES);
        cluster.apply(Cluster.HOLIDAY);
        cluster.awaitCondition("holiday", ConditionType.READY, condition -> condition
                .getReason()
                .equals("ResizerUnavailable"));
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldNotRollOutAChangedSpecWhileAwsRefusesIt() {
        letAwsRefuse();

        cluster.apply(SMALLER);

        awaitRefusalOfGeneration(2);
        assertThat(settings()).containsEntry("DARKROOM_THUMBNAIL_WIDTH", "400");
        assertThat(cluster.gallery("holiday").getStatus().url()).isEmpty();
        assertThat(cluster.gallery("holiday").getStatus().provisionedGeneration())
                .isEqualTo(1);

        deleteService();
        await("drift of what was accepted is put back").atMost(30, SECONDS).untilAsserted(() -> assertThat(service())
                .isNotNull());
        assertThat(settings()).containsEntry("DARKROOM_THUMBNAIL_WIDTH", "400");
    }

    @Test
    void shouldRollOutAChangedSpecOnceAwsAcceptsIt() {
        letAwsRefuse();
        cluster.apply(SMALLER);
        awaitRefusalOfGeneration(2);

        cluster.sandbox().faults().clear();

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(settings()).containsEntry("DARKROOM_THUMBNAIL_WIDTH", "200"));
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(
                        cluster.gallery("holiday").getStatus())
                .satisfies(status -> assertThat(status.provisionedGeneration()).isEqualTo(2))
                .satisfies(status -> assertThat(status.url()).isEqualTo("https://new.example")));
    }

    @Test
    void shouldNotRollOutARefusedSpecAfterARestartEither() {
        letAwsRefuse();
        cluster.apply(SMALLER);
        awaitRefusalOfGeneration(2);
        operator.close();

        cluster.startOperator(SELDOM, NO_MISTAKES);

        // Ready still follows from what is there.
        cluster.makeAvailable("holiday-resizer");
        cluster.makeAvailable("holiday-gallery");
        Condition ready = cluster.awaitCondition("holiday", ConditionType.READY, condition -> condition
                .getStatus()
                .equals("True"));
        assertThat(ready.getMessage()).contains("the condition Provisioned");
        assertThat(settings()).containsEntry("DARKROOM_THUMBNAIL_WIDTH", "400");
    }

    @Test
    void shouldStillPutBackWhatWasAcceptedAfterARestart() {
        operator.close();
        letAwsRefuse();
        deleteService();

        cluster.startOperator(SELDOM, NO_MISTAKES);

        awaitRefusalOfGeneration(1);
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(service()).isNotNull());
    }

    @Test
    void shouldRememberWhatAwsAcceptedThoughTheClusterRefusesIt() {
        cluster.client()
                .resource(new IngressBuilder()
                        .withNewMetadata()
                        .withName("holiday-gallery")
                        .withNamespace(Cluster.NAMESPACE)
                        .endMetadata()
                        .build())
                .create();

        cluster.apply(Cluster.HOLIDAY + "  gallery: {host: photos.example.com}\n");

        cluster.awaitCondition("holiday", ConditionType.READY, condition -> condition
                .getReason()
                .equals("ClusterRefused"));
        assertThat(cluster.gallery("holiday").getStatus().provisionedGeneration())
                .isEqualTo(2);
    }

    @Test
    void shouldKeepTheRoutesThatGoWithTheAcceptedSpec() {
        letAwsRefuse();
        cluster.applyConfigMap("own", Map.of("own.camel.yaml", "- route: {id: own}"));

        cluster.apply(Cluster.HOLIDAY + "  routes: {configMap: own}\n");

        awaitRefusalOfGeneration(2);
        assertThat(cluster.configMap("holiday-routes")).isEmpty();
        assertThat(cluster.condition("holiday", ConditionType.ROUTES_INVALID))
                .get()
                .extracting(Condition::getMessage)
                .isEqualTo("The routes that come along are in use");
    }

    private void letAwsRefuse() {
        cluster.sandbox().faults().add(FaultRule.on("sqs:*", Fault.error(403, "AccessDenied")));
    }

    private void awaitRefusalOfGeneration(long generation) {
        cluster.awaitCondition(
                "holiday",
                ConditionType.PROVISIONED,
                condition -> condition.getReason().equals("AccessDenied")
                        && condition.getObservedGeneration() == generation);
    }

    private Map<String, String> settings() {
        return cluster.configMap("holiday-settings");
    }

    private Service service() {
        return cluster.client()
                .services()
                .inNamespace(Cluster.NAMESPACE)
                .withName("holiday-gallery")
                .get();
    }

    private void deleteService() {
        cluster.client()
                .services()
                .inNamespace(Cluster.NAMESPACE)
                .withName("holiday-gallery")
                .delete();
    }
}
