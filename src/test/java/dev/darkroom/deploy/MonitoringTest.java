package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Monitors find what they look for, and the dashboard asks for metrics that there are. */
@TestInstance(Lifecycle.PER_CLASS)
class MonitoringTest {

    /** Of Camel's and Quarkus's metrics, those that the app was seen to have under {@code /q/metrics}. */
    private static final Set<String> OF_FRAMEWORKS = Set.of(
            "camel_exchanges_inflight",
            "camel_route_policy_seconds_sum",
            "camel_route_policy_seconds_count",
            "http_server_requests_seconds_sum",
            "http_server_requests_seconds_count",
            "jvm_info_total",
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "process_cpu_usage",
            "system_cpu_count");

    private static final Pattern METRIC = Pattern.compile("\\b([a-z]+(?:_[a-z]+)+)(?:\\{|, darkroom_dev_gallery\\))");
    private static final Pattern COUNTER = Pattern.compile("(?:micrometer:counter:|counter\\(\\s*\")([a-z.]+)");
    private static final Pattern ROUTE = Pattern.compile("routeId=\"([a-z-]+)\"");

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

    @Test
    void shouldAskOnlyForMetricsThatThereAre() throws IOException {
        Set<String> known = new TreeSet<>(OF_FRAMEWORKS);
        found(COUNTER, texts(Path.of("routes"), ".camel.yaml") + texts(Path.of("src/main/java"), ".java"))
                .forEach(name -> known.add(name.replace('.', '_') + "_total"));

        assertThat(found(METRIC, queries())).isNotEmpty().isSubsetOf(known).hasSizeGreaterThan(8);
    }

    @Test
    void shouldAskOnlyForRoutesThatThereAre() throws IOException {
        Set<String> known = found(Pattern.compile("(?m)^ *id: ([a-z-]+)$"), texts(Path.of("routes"), ".camel.yaml"));

        assertThat(found(ROUTE, queries())).isNotEmpty().isSubsetOf(known);
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

    private String queries() {
        StringBuilder queries = new StringBuilder();
        dashboard.findValues("expr").forEach(query -> queries.append(query.asText())
                .append('\n'));
        dashboard.at("/templating/list").forEach(variable -> queries.append(
                        variable.at("/query/query").asText())
                .append('\n'));
        return queries.toString().replace("label_values(jvm", "jvm");
    }

    private static String texts(Path directory, String suffix) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(suffix)).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
