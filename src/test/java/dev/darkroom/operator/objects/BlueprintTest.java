package dev.darkroom.operator.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.darkroom.operator.api.AwsSpec;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Blueprint.Scaler;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a Gallery has in the cluster. */
class BlueprintTest {

    private static final String HOLIDAY =
            """
            apiVersion: darkroom.dev/v1alpha1
            kind: Gallery
            metadata: {name: holiday, namespace: photos}
            spec:
              upload: {bucket: holiday-in}
              resized: {bucket: holiday-out}
            """;
    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/111122223333/holiday-in-events";
    private static final PodImage IMAGE = new PodImage("registry.example.com/darkroom:1", "Always", List.of("pull"));

    @ParameterizedTest
    @EnumSource(Component.class)
    void shouldKeepPodsToTheRestrictedLevel(Component component) {
        PodSpec pod = pod(blueprint(HOLIDAY), component);

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getVolumes()).allMatch(volume -> volume.getEmptyDir() != null || volume.getConfigMap() != null);
        assertThat(pod.getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
        });
    }

    @ParameterizedTest
    @EnumSource(Component.class)
    void shouldSelectThePodsThatItMakes(Component component) {
        Blueprint blueprint = blueprint(HOLIDAY);
        Deployment deployment = deployment(blueprint, component);
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(labels)
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
        assertThat(objects(blueprint, PodDisruptionBudget.class))
                .filteredOn(budget -> budget.getMetadata().getName().equals(component.nameIn(blueprint.gallery())))
                .singleElement()
                .satisfies(budget -> assertThat(labels)
                        .containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels()));
        assertThat(objects(blueprint, NetworkPolicy.class))
                .filteredOn(policy -> policy.getMetadata().getName().equals(component.nameIn(blueprint.gallery())))
                .singleElement()
                .satisfies(policy -> assertThat(labels)
                        .containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels()));
    }

    /** What is applied with a number takes it away from the scaler each time. */
    @Test
    void shouldLeaveTheNumberOfWorkersToTheScaler() {
        Blueprint blueprint = blueprint(HOLIDAY);

        assertThat(deployment(blueprint, Component.RESIZER).getSpec().getReplicas())
                .isNull();
        assertThat(objects(blueprint, HorizontalPodAutoscaler.class))
                .singleElement()
                .satisfies(scaler -> {
                    assertThat(scaler.getSpec().getMinReplicas()).isEqualTo(1);
                    assertThat(scaler.getSpec().getMaxReplicas()).isEqualTo(10);
                });
    }

    @Test
    void shouldHaveKedaCountMessagesWithTheRightsOfTheWorkers() {
        Blueprint blueprint =
                blueprint(HOLIDAY + "  resizer: {autoscaling: {minReplicas: 0}}\n", Scaler.KEDA, Map.of());

        assertThat(objects(blueprint, HorizontalPodAutoscaler.class)).isEmpty();
        List<GenericKubernetesResource> keda = objects(blueprint, GenericKubernetesResource.class);
        assertThat(keda)
                .extracting(GenericKubernetesResource::getKind)
                .containsExactlyInAnyOrder("ScaledObject", "TriggerAuthentication");
        assertThat(Serialization.asJson(keda))
                .contains("\"minReplicaCount\":0", QUEUE, "\"provider\":\"aws\"", "\"awsRegion\":\"eu-central-1\"");
    }

    @Test
    void shouldHaveKedaUseTheKeysOfTheGallery() {
        Blueprint blueprint = blueprint(HOLIDAY + "  aws: {credentialsSecret: keys}\n", Scaler.KEDA, Map.of());

        assertThat(Serialization.asJson(objects(blueprint, GenericKubernetesResource.class)))
                .contains("\"secretTargetRef\"", "\"awsAccessKeyID\"")
                .doesNotContain("podIdentity");
    }

    @Test
    void shouldReplacePodsWhenSettingsOrRoutesChange() {
        Map<String, String> routes = Map.of("own.camel.yaml", "- route: {id: own}");
        Map<String, String> otherRoutes = Map.of("own.camel.yaml", "- route: {id: other}");

        assertThat(Stream.of(
                                blueprint(HOLIDAY),
                                blueprint(HOLIDAY + "  thumbnail: {width: 200}\n"),
                                blueprint(HOLIDAY, Scaler.CPU, routes),
                                blueprint(HOLIDAY, Scaler.CPU, otherRoutes))
                        .map(blueprint -> deployment(blueprint, Component.RESIZER)
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getAnnotations()))
                .doesNotHaveDuplicates();
        assertThat(deployment(blueprint(HOLIDAY), Component.RESIZER))
                .isEqualTo(deployment(blueprint(HOLIDAY), Component.RESIZER));
    }

    @Test
    void shouldMountOwnRoutesAndSayWhereTheyAre() {
        Blueprint blueprint = blueprint(HOLIDAY, Scaler.CPU, Map.of("own.camel.yaml", "- route: {id: own}"));
        PodSpec pod = pod(blueprint, Component.RESIZER);
        Container container = pod.getContainers().get(0);

        assertThat(container.getEnv())
                .contains(
                        new EnvVar("DARKROOM_ROUTES", "/etc/darkroom/routes/*.camel.yaml", null),
                        new EnvVar("DARKROOM_ROUTES_WATCH", "0", null));
        assertThat(container.getVolumeMounts())
                .anyMatch(mount -> mount.getMountPath().equals("/etc/darkroom/routes") && mount.getReadOnly());
        assertThat(pod.getVolumes())
                .anyMatch(volume -> volume.getConfigMap() != null
                        && volume.getConfigMap().getName().equals("holiday-routes"));
    }

    @Test
    void shouldTakeKeysFromTheSecretOfTheGallery() {
        Container container = pod(blueprint(HOLIDAY + "  aws: {credentialsSecret: keys}\n"), Component.GALLERY)
                .getContainers()
                .get(0);

        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().equals("DARKROOM_AWS_SECRET_KEY"))
                .singleElement()
                .satisfies(variable -> {
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isEqualTo("keys");
                    assertThat(variable.getValueFrom().getSecretKeyRef().getKey())
                            .isEqualTo("secret-key");
                });
    }

    @Test
    void shouldPublishUnderItsHostWithACertificate() {
        Blueprint blueprint = blueprint(
                HOLIDAY + "  gallery: {host: photos.example.com, tlsSecret: photos-tls, ingressClassName: nginx}\n");

        assertThat(objects(blueprint, Ingress.class)).singleElement().satisfies(ingress -> {
            assertThat(ingress.getSpec().getIngressClassName()).isEqualTo("nginx");
            assertThat(ingress.getSpec().getTls()).singleElement().satisfies(tls -> assertThat(tls.getHosts())
                    .containsExactly("photos.example.com"));
            assertThat(ingress.getSpec().getRules()).singleElement().satisfies(rule -> assertThat(rule.getHost())
                    .isEqualTo("photos.example.com"));
        });
        assertThat(settings(blueprint)).containsEntry("DARKROOM_GALLERY_URL", "https://photos.example.com");
    }

    @Test
    void shouldAnnotateServiceAccountsOfEachPartOnItsOwn() {
        Blueprint blueprint = blueprint(HOLIDAY
                + "  resizer: {serviceAccountAnnotations: {eks.amazonaws.com/role-arn: 'arn:aws:iam::1:role/r'}}\n"
                + "  gallery: {serviceAccountAnnotations: {eks.amazonaws.com/role-arn: 'arn:aws:iam::1:role/g'}}\n");

        assertThat(objects(blueprint, ServiceAccount.class))
                .extracting(
                        account -> account.getMetadata().getName(),
                        account -> account.getMetadata().getAnnotations().get("eks.amazonaws.com/role-arn"))
                .containsExactlyInAnyOrder(
                        tuple("holiday-resizer", "arn:aws:iam::1:role/r"),
                        tuple("holiday-gallery", "arn:aws:iam::1:role/g"));
    }

    /** A setting that the app does not know would be passed over in silence. */
    @Test
    void shouldSetOnlyWhatTheAppKnows() throws Exception {
        String known = Files.readString(Path.of("docs/configure.md"));

        assertThat(settings(blueprint(HOLIDAY + "  gallery: {url: https://photos.example.com}\n"))
                        .keySet())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(known).contains("`" + variable + "`"));
    }

    private static Blueprint blueprint(String yaml) {
        return blueprint(yaml, Scaler.CPU, Map.of());
    }

    private static Blueprint blueprint(String yaml, Scaler scaler, Map<String, String> routes) {
        Gallery gallery = Serialization.unmarshal(yaml, Gallery.class);
        AwsSpec spec = gallery.getSpec().aws();
        AwsSpec aws = new AwsSpec("eu-central-1", null, null, false, spec.credentialsSecret());
        return new Blueprint(gallery, IMAGE, aws, QUEUE, routes, scaler, new Telemetry("json", "WARN", "", ""));
    }

    @Test
    void shouldHavePodsWriteTheLogThatTheOperatorIsToldOf() {
        assertThat(settings(blueprint(HOLIDAY)))
                .containsEntry("DARKROOM_LOG_FORMAT", "json")
                .containsEntry("DARKROOM_LOG_UPLOADS", "WARN")
                .doesNotContainKeys("DARKROOM_TRACING_ENDPOINT", "DARKROOM_TRACING_RATIO", "OTEL_RESOURCE_ATTRIBUTES");
    }

    @Test
    void shouldHavePodsSendTracesThatTellTheirGallery() {
        Blueprint silent = blueprint(HOLIDAY);
        Blueprint traced = new Blueprint(
                silent.gallery(),
                silent.image(),
                silent.aws(),
                silent.queueUrl(),
                silent.routes(),
                silent.scaler(),
                new Telemetry("json", "WARN", "http://collector:4318", "0.01"));

        assertThat(settings(traced))
                .containsEntry("DARKROOM_TRACING_ENDPOINT", "http://collector:4318")
                .containsEntry("DARKROOM_TRACING_RATIO", "0.01")
                .containsEntry("OTEL_RESOURCE_ATTRIBUTES", "k8s.namespace.name=photos,darkroom.gallery=holiday");
    }

    private static Map<String, String> settings(Blueprint blueprint) {
        return objects(blueprint, ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().equals("holiday-settings"))
                .findFirst()
                .orElseThrow()
                .getData();
    }

    private static PodSpec pod(Blueprint blueprint, Component component) {
        return deployment(blueprint, component).getSpec().getTemplate().getSpec();
    }

    private static Deployment deployment(Blueprint blueprint, Component component) {
        return objects(blueprint, Deployment.class).stream()
                .filter(deployment -> deployment.getMetadata().getName().equals(component.nameIn(blueprint.gallery())))
                .findFirst()
                .orElseThrow();
    }

    private static <R extends HasMetadata> List<R> objects(Blueprint blueprint, Class<R> type) {
        return blueprint.objects().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
