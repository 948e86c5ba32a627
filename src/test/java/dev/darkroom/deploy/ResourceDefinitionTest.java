package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart's custom resource definition is the one that the classes make; {@code -Ddarkroom.manifests=write} writes it. */
class ResourceDefinitionTest {

    private static final Path FILE = Path.of("helm/darkroom/crds/galleries.darkroom.dev-v1.yaml");

    @TempDir
    Path directory;

    @Test
    void shouldBeWhatTheClassesMake() throws IOException {
        String generated = ResourceDefinition.generate(directory);
        if ("write".equals(System.getProperty("darkroom.manifests"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, generated);
        }
        assertThat(Files.readString(FILE)).isEqualTo(generated);
    }
}
