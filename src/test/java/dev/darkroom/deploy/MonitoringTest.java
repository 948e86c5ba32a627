package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.darkroom.operator.api.AwsSpec;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Blueprint;
import dev.darkroom.operator.objects.PodImage;
import dev.darkroom.operator.objects.Telemetry;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Monitors find what they look for, and the dashboard asks for metrics that there are. */
@TestInstance(Lifecycle.PER_CLASS)
class MonitoringTest {

    private Rendering rendering;
    private JsonNode dashboard;

    @BeforeAll
    void render() throws IOException {
        rendering = Chart.source().render(Installation.INGRESS_KEDA_AND_MONITORING.settings());
        dashboard = new ObjectMapper()
                .readTree(rendering
                        .the(ConfigMap.class, "darkroom-dashboard")
                        .getData()
                        .get("darkroom.json"));
    }

    @Test
    void shouldReadTheOperatorByItsService() {
        GenericKubernetesResource monitor = rendering.foreign("ServiceMonitor").get(0);
        Service service = rendering.the(Service.class, "darkroom-operator");

        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.get("spec", "selector", "matchLabels"));
        assertThat(service.getSpec().getPorts())
                .extracting(ServicePort::getName)
                .contains(monitor.<String>get("spec", "endpoints", 0, "port"));
        assertThat(monitor.<String>get("spec", "endpoints", 0, "path")).isEqualTo("/q/metrics");
        assertThat(monitor.<String>get("spec", "endpoints", 0, "interval")).isEqualTo("15s");
        assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
    }

    @Test
    void shouldReadEachPodOfAGallery() {
        GenericKubernetesResource monitor = rendering.foreign("PodMonitor").get(0);
        Map<String, String> selector = monitor.get("spec", "selector", "matchLabels");

        assertThat(podsOfAGallery()).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.getMetadata().getLabels())
                    .containsAllEntriesOf(selector)
                    .containsKeys(
                            monitor.<List<String>>get("spec", "podTargetLabels").toArray(String[]::new));
            assertThat(pod.getSpec().getContainers().get(0).getPorts())
                    .extracting(ContainerPort::getName)
                    .contains(monitor.<String>get("spec", "podMetricsEndpoints", 0, "port"));
        });
        assertThat(rendering.pods())
                .noneMatch(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()));
    }

    @Test
    void shouldReadPodsWhereGalleriesAre() {
        String values = "{watchNamespaces: [holiday], metrics: {podMonitor: {enabled: true}}}";

        assertThat(rendering.foreign("PodMonitor").get(0).<Boolean>get("spec", "namespaceSelector", "any"))
                .isTrue();
        assertThat(Chart.source()
                        .render(values)
                        .foreign("PodMonitor")
                        .get(0)
                        .<List<String>>get("spec", "namespaceSelector", "matchNames"))
                .containsExactly("holiday");
    }

    /** {@code MonitoringIT} holds the table against the app. */
    @Test
    void shouldAskOnlyForMetricsOfTheGuide() throws IOException {
        Map<String, MetricsTable.Row> known = MetricsTable.rows();
        Set<String> asked = new TreeSet<>();
        for (Query query : Query.all()) {
            for (Query.Selection selection : query.selections()) {
                asked.add(MetricsTable.family(selection.metric()));
            }
        }

        assertThat(asked).isSubsetOf(known.keySet()).hasSizeGreaterThan(20);
        assertThat(found(
                        Pattern.compile("label_values\\(([a-z_]+),"),
                        dashboard.at("/templating/list").toString()))
                .isNotEmpty()
                .isSubsetOf(known.keySet());
    }

    @Test
    void shouldLayPanelsOutSideBySide() {
        Set<String> taken = new TreeSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode at = panel.path("gridPos");
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(x).as(panel.path("title").asText()).isLessThan(24);
                    assertThat(taken.add(x + " " + y))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
    }

    @Test
    void shouldAlertWithLabelsAndAGuideOfOnesOwn() {
        GenericKubernetesResource rule = rendering.foreign("PrometheusRule").get(0);

        assertThat(rule.getMetadata().getLabels()).containsEntry("release", "prometheus");
        assertThat(rule.<List<Object>>get("spec", "groups")).hasSize(3);
        assertThat(rule.<String>get("spec", "groups", 0, "rules", 0, "annotations", "runbook_url"))
                .isEqualTo("https://docs.example.com/operate.md#darkroomdeadletters");
        assertThat(rule.<String>get("spec", "groups", 0, "rules", 0, "annotations", "summary"))
                .contains("{{ $labels.darkroom_dev_gallery }}");
    }

    @Test
    void shouldHaveARunbookForEachAlertAndNoOther() throws IOException {
        String alerts = Files.readString(Path.of("docs/operate.md"))
                .split("(?m)^## Alerts$")[1]
                .split("(?m)^## ")[0];
        Map<String, String> runbooks = new HashMap<>();
        for (String section : alerts.split("(?m)^### ")) {
            runbooks.put(section.split("\n", 2)[0], section);
        }
        Set<String> names = new TreeSet<>();
        for (JsonNode rule : alerts()) {
            String name = rule.path("alert").asText();
            names.add(name);
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/operate.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(rule.at("/annotations/description").asText()).endsWith(".");
            assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(runbooks.get(name)).as("the runbook of %s", name).contains("**Means**", "**Look**", "**Do**");
        }

        assertThat(names)
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(found(Pattern.compile("(?m)^### (\\w+)$"), alerts));
    }

    private static List<JsonNode> alerts() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        new YAMLMapper()
                .readTree(Path.of("helm/darkroom/alerts/darkroom.yaml").toFile())
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private List<PodTemplateSpec> podsOfAGallery() {
        Gallery gallery = rendering.the(Gallery.class, "photos");
        PodImage image = new PodImage("darkroom", "Always", List.of());
        AwsSpec aws = gallery.getSpec().aws();
        return new Blueprint(
                        gallery, image, aws, "queue", Map.of(), Blueprint.Scaler.CPU, new Telemetry("", "", "", ""))
                .objects().stream()
                        .filter(Deployment.class::isInstance)
                        .map(deployment -> ((Deployment) deployment).getSpec().getTemplate())
                        .toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
