package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the chart brings into a cluster. */
class ChartTest {

    private static final Chart CHART = Chart.source();

    @TempDir
    Path directory;

    @Test
    void shouldPassTheStrictestLint() {
        LintResult result = new Helm(CHART.directory()).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void shouldHaveTheVersionOfTheApp() throws IOException {
        var version = Pattern.compile("<artifactId>darkroom</artifactId>\\s+<version>(.+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));

        assertThat(version.find()).isTrue();
        assertThat(Files.readString(CHART.directory().resolve("Chart.yaml")))
                .contains("\nappVersion: " + version.group(1) + "\n");
    }

    @Test
    void shouldNotTakeAKeyThatIsThereTwiceForGood() {
        assertThatThrownBy(() -> Yaml.documents("a: 1\na: 2\n")).hasMessageContaining("Duplicate");
    }

    @Test
    void shouldNotTakeAFieldThatAKindDoesNotHaveForGood() {
        String misspelt =
                "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, imagePolicy: b}]}\n";

        assertThatThrownBy(() -> Rendering.of(misspelt)).hasMessageContaining("imagePolicy");
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepToTheRestrictedPodSecurityStandard(Installation installation) throws IOException {
        List<PodTemplateSpec> pods = Chart.withEverythingShown(directory)
                .render(installation.settings())
                .pods();

        assertThat(pods).hasSizeGreaterThan(1).allSatisfy(PodSecurity::assertRestricted);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSelectWhatItMeans(Installation installation) {
        Selection.assertEverySelectorMatches(CHART.render(installation.settings()));
    }

    @ParameterizedTest
    @EnumSource
    void shouldPutEverythingIntoANamespaceOfItsOwn(Installation installation) {
        assertThat(CHART.render(installation.settings()).objects())
                .filteredOn(
                        object -> !object.getKind().startsWith("ClusterRole") && !isRoleElsewhere(object, installation))
                .extracting(object -> object.getMetadata().getNamespace())
                .containsOnly(Chart.NAMESPACE);
    }

    private static boolean isRoleElsewhere(HasMetadata object, Installation installation) {
        return installation == Installation.IRSA && object.getKind().startsWith("Role");
    }

    @Test
    void shouldBringNothingButTheOperatorByDefault() {
        assertThat(CHART.render("").names())
                .containsExactlyInAnyOrder(
                        "Deployment darkroom-operator",
                        "Service darkroom-operator",
                        "ServiceAccount darkroom-operator",
                        "ClusterRole darkroom-operator",
                        "ClusterRoleBinding darkroom-operator",
                        "Role darkroom-operator-lease",
                        "RoleBinding darkroom-operator-lease",
                        "NetworkPolicy darkroom-operator");
    }

    @Test
    void shouldBringAsLittleAsPossibleWhenEverythingIsOff() {
        Rendering rendering = CHART.render(Installation.EVERYTHING_OFF.settings());

        assertThat(rendering.names())
                .containsExactlyInAnyOrder("Deployment darkroom-operator", "Service darkroom-operator");
        assertThat(operator(rendering).getSpec().getTemplate().getSpec().getServiceAccountName())
                .isEqualTo("given");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSetNothingThatTheAppDoesNotRead(Installation installation) throws IOException {
        assertThat(CHART.render(installation.settings()).pods().stream()
                        .flatMap(pod -> container(pod).getEnv().stream())
                        .map(EnvVar::getName)
                        .filter(name -> name.startsWith("DARKROOM_")))
                .isNotEmpty()
                .isSubsetOf(AppSettings.environmentVariables());
    }

    @Test
    void shouldTellTheOperatorWhichImageGalleriesRun() {
        Deployment deployment = operator(CHART.render(Installation.IRSA.settings()));
        String image = "registry.example.com:5000/photos/darkroom@sha256:" + "0123456789abcdef".repeat(4);

        assertThat(container(deployment.getSpec().getTemplate()).getImage()).isEqualTo(image);
        assertThat(environment(deployment))
                .containsEntry("DARKROOM_OPERATOR_IMAGE", image)
                .containsEntry("DARKROOM_OPERATOR_IMAGE_PULL_POLICY", "IfNotPresent")
                .containsEntry("DARKROOM_OPERATOR_IMAGE_PULL_SECRETS", "registry,mirror")
                .containsEntry("DARKROOM_OPERATOR_NAMESPACES", "darkroom-system,holiday")
                .containsEntry("DARKROOM_AWS_REGION", "eu-central-1")
                .doesNotContainKeys("DARKROOM_AWS_ACCESS_KEY", "DARKROOM_AWS_ENDPOINT");
    }

    @Test
    void shouldHaveTheLogInJsonAndNoTracesUnlessToldOtherwise() {
        assertThat(environment(operator(CHART.render(""))))
                .containsEntry("DARKROOM_LOG_FORMAT", "json")
                .containsEntry("DARKROOM_LOG_UPLOADS", "WARN")
                .doesNotContainKeys("DARKROOM_TRACING_ENDPOINT", "DARKROOM_TRACING_RATIO");
        assertThat(
                        environment(
                                operator(
                                        CHART.render(
                                                "{log: {format: text, uploads: INFO}, tracing: {endpoint: 'http://collector:4318', ratio: 0}}"))))
                .containsEntry("DARKROOM_LOG_FORMAT", "text")
                .containsEntry("DARKROOM_LOG_UPLOADS", "INFO")
                .containsEntry("DARKROOM_TRACING_ENDPOINT", "http://collector:4318")
                .containsEntry("DARKROOM_TRACING_RATIO", "0");
    }

    @Test
    void shouldGiveTheRightsOfAnIamRoleToTheServiceAccount() {
        assertThat(CHART.render(Installation.IRSA.settings())
                        .the(ServiceAccount.class, "darkroom-operator")
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("eks.amazonaws.com/role-arn", "arn:aws:iam::111122223333:role/darkroom-operator");
    }

    @Test
    void shouldTakeKeysFromASecretThatIsThere() {
        Rendering rendering = CHART.render(Installation.INGRESS_KEDA_AND_MONITORING.settings());

        assertThat(rendering.all(Secret.class)).isEmpty();
        assertThat(container(operator(rendering).getSpec().getTemplate()).getEnv())
                .filteredOn(variable -> variable.getName().startsWith("DARKROOM_AWS_")
                        && variable.getName().endsWith("_KEY"))
                .extracting(
                        variable -> variable.getValueFrom().getSecretKeyRef().getName() + "/"
                                + variable.getValueFrom().getSecretKeyRef().getKey())
                .containsExactly("darkroom-keys/access-key", "darkroom-keys/secret-key");
    }

    @Test
    void shouldMakeASecretOfKeysAndReplacePodsWhenTheyChange() {
        Rendering before = CHART.render("aws: {credentials: {accessKey: AKIA, secretKey: one}}");
        Rendering after = CHART.render("aws: {credentials: {accessKey: AKIA, secretKey: two}}");

        assertThat(before.the(Secret.class, "darkroom-aws").getStringData())
                .isEqualTo(Map.of("access-key", "AKIA", "secret-key", "one"));
        assertThat(podAnnotations(before)).isNotEqualTo(podAnnotations(after));
    }

    @Test
    void shouldLeadTheOperatorAndTheBrowserToTheSandboxInDemoMode() {
        Rendering rendering = CHART.render(Installation.DEMO.settings());

        assertThat(environment(operator(rendering)))
                .containsEntry("DARKROOM_AWS_ENDPOINT", "http://darkroom-sandbox.darkroom-system.svc:4566")
                .containsEntry("DARKROOM_AWS_PUBLIC_ENDPOINT", "http://localhost:4566")
                .containsEntry("DARKROOM_AWS_PATH_STYLE", "true");
        assertThat(rendering.the(Secret.class, "darkroom-aws").getStringData())
                .isEqualTo(Map.of("access-key", "test", "secret-key", "test"));
        assertThat(rendering.names())
                .contains("Gallery photos", "Service darkroom-sandbox", "NetworkPolicy darkroom-sandbox");
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepKubernetesFromInventingSettings(Installation installation) {
        assertThat(CHART.render(installation.settings()).pods())
                .allSatisfy(
                        pod -> assertThat(pod.getSpec().getEnableServiceLinks()).isFalse());
    }

    @Test
    void shouldLimitWhatGoesOutOnlyIfAsked() {
        NetworkPolicy open = CHART.render("").the(NetworkPolicy.class, "darkroom-operator");
        NetworkPolicy limited = CHART.render(Installation.INGRESS_KEDA_AND_MONITORING.settings())
                .the(NetworkPolicy.class, "darkroom-operator");

        assertThat(open.getSpec().getPolicyTypes()).containsExactly("Ingress");
        assertThat(limited.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(limited.getSpec().getEgress()).hasSize(1);
    }

    @Test
    void shouldHaveADisruptionBudgetOnlyForSeveralOperators() {
        assertThat(CHART.render("operator: {replicas: 2}").names()).contains("PodDisruptionBudget darkroom-operator");
        assertThat(CHART.render("operator: {replicas: 1}").names())
                .doesNotContain("PodDisruptionBudget darkroom-operator");
    }

    @Test
    void shouldNameThingsAfterAnyReleaseOrAsTold() {
        assertThat(CHART.render("fullnameOverride: photos").names()).contains("Deployment photos-operator");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhatToTypeNext(Installation installation) throws IOException {
        String notes = Chart.withEverythingShown(directory)
                .render(installation.settings())
                .the(ConfigMap.class, "notes")
                .getData()
                .get("notes");

        assertThat(notes)
                .contains("kubectl rollout status deployment/darkroom-operator -n darkroom-system")
                .contains("kubectl delete galleries --all --all-namespaces")
                .contains("No other operator of Darkroom may")
                .doesNotContain("<no value>");
        assertThat(notes.contains("port-forward -n darkroom-system service/photos-gallery 8080:80"))
                .isEqualTo(installation == Installation.DEMO);
    }

    @Test
    void shouldForwardThePortUnderWhichBrowsersAreToldToFindTheSandbox() throws IOException {
        String notes = Chart.withEverythingShown(directory)
                .render("sandbox: {enabled: true, publicEndpoint: 'http://localhost:14566'}")
                .the(ConfigMap.class, "notes")
                .getData()
                .get("notes");

        assertThat(notes).contains("service/darkroom-sandbox 14566:4566", "http://localhost:14566/test-upload");
    }

    private static Deployment operator(Rendering rendering) {
        return rendering.the(Deployment.class, "darkroom-operator");
    }

    private static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().get(0);
    }

    private static Map<String, String> environment(Deployment deployment) {
        return container(deployment.getSpec().getTemplate()).getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private static Optional<Map<String, String>> podAnnotations(Rendering rendering) {
        return Optional.ofNullable(
                operator(rendering).getSpec().getTemplate().getMetadata().getAnnotations());
    }
}
