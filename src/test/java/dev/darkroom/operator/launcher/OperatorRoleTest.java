package dev.darkroom.operator.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.operator.OperatorLoop;
import dev.darkroom.operator.OperatorSettings;
import dev.darkroom.operator.RouteInspection;
import dev.darkroom.operator.objects.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** What the app hands to the operator, and what it says of its health. */
class OperatorRoleTest {

    private static final Supplier<KubernetesClient> NO_CLUSTER = () -> {
        throw new IllegalStateException("no cluster");
    };
    private static final Supplier<KubernetesClient> BROKEN = () -> {
        throw new LinkageError("a class is missing");
    };

    private final AtomicReference<RouteInspection> inspection = new AtomicReference<>();
    private final AtomicReference<OperatorSettings> settings = new AtomicReference<>();

    @Test
    void shouldHaveTheOperatorCheckRoutesWithTheCheckOfTheApp() {
        OperatorRole role = role("operator", NO_CLUSTER);

        role.start();
        role.stop();

        assertThat(inspection.get().mistakes(Map.of("own.camel.yaml", route("log:fine"))))
                .isEmpty();
        assertThat(inspection.get().mistakes(Map.of("own.camel.yaml", route("nonsense:fine"))))
                .singleElement()
                .asString()
                .contains("own.camel.yaml", "nonsense");
    }

    @Test
    void shouldTellTheOperatorWhatIsSet() {
        OperatorRole role = role("operator", NO_CLUSTER);

        role.start();
        role.stop();

        assertThat(settings.get().image().reference()).isEqualTo("registry.example.com/darkroom:1");
        assertThat(settings.get().namespaces()).containsExactlyInAnyOrder("photos", "holiday");
        assertThat(settings.get().leaseNamespace()).contains("operators");
        assertThat(settings.get().aws().region()).isEqualTo("eu-central-1");
        assertThat(settings.get().telemetry()).isEqualTo(new Telemetry("json", "WARN", "http://collector:4318", ""));
    }

    @Test
    void shouldBeNoOperatorUnlessThatIsItsRole() {
        OperatorRole role = role("resizer", NO_CLUSTER);

        role.start();

        assertThat(role.state()).isEmpty();
        assertThat(new OperatorReadiness(role).call().getStatus()).isEqualTo(Status.UP);
        assertThat(new OperatorReadiness(role).call().getData().orElseThrow())
                .containsEntry("is", "none: that is not among the roles");
        assertThat(new OperatorLiveness(role).call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void shouldBeAliveButNotReadyWithoutACluster() {
        OperatorRole role = role("operator", NO_CLUSTER);

        role.start();

        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(
                        new OperatorReadiness(role).call().getData())
                .hasValueSatisfying(data -> assertThat(data).containsEntry("reason", "no cluster")));
        assertThat(new OperatorReadiness(role).call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(new OperatorLiveness(role).call().getStatus()).isEqualTo(Status.UP);
        role.stop();
    }

    @Test
    void shouldNotBeAliveAfterAnError() {
        OperatorRole role = role("operator", BROKEN);

        role.start();

        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(
                        new OperatorLiveness(role).call().getStatus())
                .isEqualTo(Status.DOWN));
        assertThat(new OperatorReadiness(role).call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(new OperatorLiveness(role).call().getData().orElseThrow())
                .containsEntry("reason", "The operator has ended by an error, which the log tells");
    }

    private static String route(String uri) {
        return "- route:\n    id: own\n    from:\n      uri: timer:own\n      steps:\n        - to:\n            uri: "
                + uri + "\n";
    }

    private OperatorRole role(String roles, Supplier<KubernetesClient> clients) {
        Map<String, String> properties = new HashMap<>();
        properties.put("darkroom.roles", roles);
        properties.put("darkroom.operator.image", "registry.example.com/darkroom:1");
        properties.put("darkroom.operator.image-pull-policy", "IfNotPresent");
        properties.put("darkroom.operator.namespaces", "photos, holiday");
        properties.put("darkroom.operator.leader-election", "true");
        properties.put("darkroom.operator.namespace", "operators");
        properties.put("darkroom.operator.recheck", "PT10M");
        properties.put("darkroom.aws.region", "eu-central-1");
        properties.put("darkroom.log.format", "json");
        properties.put("darkroom.log.uploads", "WARN");
        properties.put("darkroom.tracing.endpoint", "http://collector:4318");
        properties.put("darkroom.aws.path-style", "false");
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return new OperatorRole(config, (told, check) -> {
            settings.set(told);
            inspection.set(check);
            return new OperatorLoop(clients, told, check, tuning -> {});
        });
    }
}
