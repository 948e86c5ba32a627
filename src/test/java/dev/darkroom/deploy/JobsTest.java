package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.operator.api.AwsSpec;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Blueprint;
import dev.darkroom.operator.objects.PodImage;
import dev.darkroom.operator.objects.Telemetry;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Job in docs/recover.md, for people to copy, runs in any namespace and finds what it refers to. */
class JobsTest {

    private static final Pattern JOB = Pattern.compile("(?s)```yaml\\n(apiVersion: batch/v1\\n.*?)```");

    @Test
    void shouldKeepToTheRestrictedPodSecurityStandard() throws IOException {
        PodSecurity.assertRestricted(job().getSpec().getTemplate());
    }

    @Test
    void shouldReferToWhatTheOperatorMakesForAGallery() throws IOException {
        Gallery gallery = Chart.source()
                .render(Installation.DEFAULTS_WITH_A_GALLERY.settings())
                .the(Gallery.class, "photos");
        AwsSpec aws = gallery.getSpec().aws();
        PodImage image = new PodImage("darkroom", "Always", List.of());
        List<String> names = new Blueprint(
                        gallery, image, aws, "queue", Map.of(), Blueprint.Scaler.CPU, new Telemetry("", "", "", ""))
                .objects().stream()
                        .map(object ->
                                object.getKind() + " " + object.getMetadata().getName())
                        .toList();
        var pod = job().getSpec().getTemplate().getSpec();

        assertThat(names)
                .contains("ServiceAccount " + pod.getServiceAccountName())
                .contains("ConfigMap "
                        + container().getEnvFrom().get(0).getConfigMapRef().getName());
    }

    @Test
    void shouldRunACommandThatThereIs() throws IOException {
        assertThat(container().getArgs()).containsExactly("reindex");
        assertThat(container().getImage())
                .isEqualTo("darkroom:"
                        + Pattern.compile("(?m)^appVersion: (.+)$")
                                .matcher(Files.readString(
                                        Chart.source().directory().resolve("Chart.yaml")))
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group(1));
    }

    private static Container container() throws IOException {
        return job().getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static Job job() throws IOException {
        var match = JOB.matcher(Files.readString(Path.of("docs/recover.md")));
        assertThat(match.find()).isTrue();
        return Rendering.of(match.group(1)).all(Job.class).get(0);
    }
}
