package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is for people without Helm in {@code k8s/} is the chart, rendered; {@code -Ddarkroom.manifests=write} writes it. */
class ManifestsTest {

    private static final Path DIRECTORY = Path.of("k8s");

    private static final String HEADER =
            """
            # Rendered from helm/darkroom; do not edit. To render it again: mvn test -Dtest=ManifestsTest -Ddarkroom.manifests=write
            apiVersion: v1
            kind: Namespace
            metadata:
              name: darkroom-system
              labels:
                pod-security.kubernetes.io/enforce: restricted
            """;

    @ParameterizedTest
    @CsvSource({"operator.yaml,''", "demo.yaml,sandbox: {enabled: true}"})
    void shouldBeWhatTheChartRenders(String file, String values) throws IOException {
        shouldContain(file, rendered(values));
    }

    @Test
    void shouldHaveTheDefinitionOfTheChart() throws IOException {
        shouldContain(
                "crd.yaml",
                Files.readString(Chart.source().directory().resolve("crds").resolve("galleries.darkroom.dev-v1.yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sandbox: {enabled: true}"})
    void shouldStandByItself(String values) {
        Rendering manifests = Rendering.of(rendered(values));

        assertThat(manifests.objects().get(0)).isInstanceOf(Namespace.class);
        assertThat(manifests.pods()).isNotEmpty().allSatisfy(PodSecurity::assertRestricted);
        Selection.assertEverySelectorMatches(manifests);
        assertThat(manifests.objects()).extracting(HasMetadata::getMetadata).allSatisfy(metadata -> assertThat(
                        metadata.getLabels())
                .doesNotContainKeys("helm.sh/chart", "app.kubernetes.io/managed-by"));
        assertThat(manifests.yaml().toLowerCase(Locale.ROOT).replace("from helm/darkroom", ""))
                .doesNotContain("helm");
    }

    private static String rendered(String values) {
        return HEADER + withoutHelm(Chart.source().text(values));
    }

    private static void shouldContain(String name, String content) throws IOException {
        Path file = DIRECTORY.resolve(name);
        if ("write".equals(System.getProperty("darkroom.manifests"))) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file, content);
        }
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    /** Who applies these objects is not Helm, and nothing should look as if it were. */
    private static String withoutHelm(String rendered) {
        return rendered.replaceAll("(?m)^# Source: .*\\n", "")
                .replaceAll("(?m)^ +helm\\.sh/chart: .*\\n", "")
                .replaceAll("(?m)^ +app\\.kubernetes\\.io/managed-by: Helm\\n", "")
                .replaceAll("(?m)^ +annotations:\\n(?: +#.*\\n)? +helm\\.sh/resource-policy: keep\\n", "");
    }
}
