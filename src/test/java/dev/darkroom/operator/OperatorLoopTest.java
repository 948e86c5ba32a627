package dev.darkroom.operator;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.operator.api.ConditionType;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.PodImage;
import dev.darkroom.operator.objects.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator says about itself, and how it gets on in a cluster that does not let it. */
class OperatorLoopTest {

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
    void shouldNotBeReadyBeforeItWatches() {
        cluster.obstacles().refuse("/configmaps");
        OperatorLoop operator = cluster.startOperator(Duration.ofMinutes(10), files -> List.of());

        await().pollDelay(0, SECONDS)
                .pollInterval(1, MILLISECONDS)
                .during(8, SECONDS)
                .atMost(12, SECONDS)
                .until(() -> operator.state().trouble().isPresent());
        assertThat(operator.state().trouble()).get().asString().contains("configmaps");

        cluster.obstacles().refuseNothing();

        await().atMost(30, SECONDS).until(() -> operator.state().role().equals("leading"));
        assertThat(operator.state().trouble()).isEmpty();
    }

    /** One answer with all ConfigMaps of a large cluster would not fit into the operator's memory. */
    @Test
    void shouldReadTheConfigMapsOfOthersInPages() throws InterruptedException {
        OperatorLoop operator = cluster.startOperator(Duration.ofMinutes(10), files -> List.of());
        await().atMost(30, SECONDS).until(() -> operator.state().role().equals("leading"));

        assertThat(cluster.takeLists())
                .filteredOn(path -> path.contains("/configmaps?") && path.contains("%21%3D"))
                .isNotEmpty()
                .allMatch(path -> path.contains("limit=100"));
    }

    @Test
    void shouldTellThatItLosesItsRightsWhileItRuns() {
        OperatorLoop operator = cluster.startOperator(Duration.ofMinutes(10), files -> List.of());
        await().atMost(30, SECONDS).until(() -> operator.state().role().equals("leading"));

        cluster.obstacles().refuse("/galleries");

        await().atMost(30, SECONDS).until(() -> operator.state().trouble().isPresent());
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(operator.state().trouble())
                        .get()
                        .asString()
                        .contains("cannot be asked for Galleries"));

        cluster.obstacles().refuseNothing();

        await().atMost(30, SECONDS).until(() -> operator.state().role().equals("leading"));
        cluster.apply(Cluster.HOLIDAY);
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, condition -> condition
                .getStatus()
                .equals("True"));
    }

    @Test
    void shouldTellWhatItCannotWatchAnyMore() {
        cluster.obstacles().keep("/networkpolicies?");
        OperatorLoop operator = cluster.startOperator(Duration.ofMinutes(10), files -> List.of());
        await().atMost(30, SECONDS).until(() -> operator.state().role().equals("leading"));

        cluster.obstacles().refuse("/networkpolicies?");
        cluster.obstacles().endWatches();

        await().atMost(30, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .untilAsserted(() ->
                        assertThat(operator.state().trouble()).get().asString().contains("watch NetworkPolicy"));
        await("the operator begins anew, and says what the API server says")
                .atMost(30, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .untilAsserted(() ->
                        assertThat(operator.state().trouble()).get().asString().contains("networkpolicies", "403"));

        cluster.obstacles().refuseNothing();

        await().atMost(30, SECONDS).until(() -> operator.state().role().equals("leading"));
    }

    @Test
    void shouldLookAfterTheOtherNamespacesWhenOneIsOutOfReach() {
        cluster.obstacles().refuse("/namespaces/closed/");
        OperatorLoop operator = cluster.startOperatorOf(Set.of(Cluster.NAMESPACE, "closed"));
        Gallery elsewhere = Serialization.unmarshal(Cluster.HOLIDAY.replace("holiday-", "closed-"), Gallery.class);
        elsewhere.getMetadata().setNamespace("closed");

        await().atMost(30, SECONDS).until(() -> operator.state().role().equals("leading"));
        assertThat(operator.state().trouble()).isEmpty();
        assertThat(operator.state().warning()).get().asString().contains("not looked after in closed", "Role");
        cluster.apply(Cluster.HOLIDAY);
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, condition -> condition
                .getStatus()
                .equals("True"));

        cluster.obstacles().refuseNothing();
        cluster.client().resource(elsewhere).create();

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(
                        cluster.client().resource(elsewhere).get().getStatus())
                .isNotNull());
        await().atMost(30, SECONDS).until(() -> operator.state().warning().isEmpty());
    }

    @Test
    void shouldGoOnWithoutANamespaceWhoseRoleIsTakenAway() {
        OperatorLoop operator = cluster.startOperatorOf(Set.of(Cluster.NAMESPACE, "closed"));
        await().atMost(30, SECONDS).until(() -> operator.state().role().equals("leading"));
        assertThat(operator.state().warning()).isEmpty();

        cluster.obstacles().refuse("/namespaces/closed/");

        await().atMost(30, SECONDS).until(() -> operator.state().warning().isPresent());
        assertThat(operator.state().role()).isEqualTo("leading");
    }

    @Test
    void shouldTellThatItHasNoNamespaceLeft() {
        cluster.obstacles().refuse("/namespaces/closed/");
        OperatorLoop operator = cluster.startOperatorOf(Set.of("closed"));

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(operator.state().trouble())
                        .get()
                        .asString()
                        .contains("cannot be asked for Galleries"));
    }

    @Test
    void shouldNotLookAliveAfterAnError() {
        OperatorLoop operator = loop(() -> {
            throw new LinkageError("a class is missing");
        });

        operator.start();

        await().atMost(10, SECONDS).until(operator::hasFailed);
        assertThat(operator.state().trouble()).get().asString().contains("has ended");
    }

    @Test
    void shouldNotHaveFailedWhenItWasAskedToStop() {
        OperatorLoop operator = loop(() -> {
            throw new IllegalStateException("no client today");
        });
        operator.start();
        await().atMost(10, SECONDS).until(() -> operator.state()
                .trouble()
                .filter("no client today"::equals)
                .isPresent());
        assertThat(operator.hasFailed()).isFalse();

        operator.close();

        assertThat(operator.hasFailed()).isFalse();
    }

    private static OperatorLoop loop(Supplier<KubernetesClient> clients) {
        return new OperatorLoop(
                clients,
                new OperatorSettings(
                        new PodImage(Cluster.IMAGE, "IfNotPresent", List.of()),
                        Set.of(),
                        Optional.empty(),
                        Duration.ofMinutes(10),
                        new OperatorAws("us-east-1", "", "", false, "", ""),
                        new Telemetry("", "", "", "")),
                files -> List.of(),
                tuning -> {});
    }
}
