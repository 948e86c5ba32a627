package dev.darkroom.deploy;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The chart, as Helm renders it for the release {@code darkroom} in the namespace {@code darkroom-system}.
 *
 * @param directory where the chart is
 */
record Chart(Path directory) {

    static final String RELEASE = "darkroom";
    static final String NAMESPACE = "darkroom-system";

    private static final String KUBERNETES = "1.32.0";
    private static final Path SOURCE = Path.of("helm/darkroom");

    static Chart source() {
        return new Chart(SOURCE);
    }

    /**
     * The chart in a form that shows what Helm's {@code template} command leaves out: tests of a release as ordinary objects, and
     * the notes as a ConfigMap.
     *
     * @param target an empty directory for the copy
     */
    static Chart withEverythingShown(Path target) throws IOException {
        List<Path> files;
        try (var found = Files.walk(SOURCE)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(SOURCE.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, Files.readString(file).replaceAll("helm.sh/hook(-[a-z-]+)?:", "was/hook$1:"));
        }
        Files.move(target.resolve("templates/NOTES.txt"), target.resolve("notes.txt"));
        Files.writeString(
                target.resolve("templates/notes.yaml"),
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: notes
                data:
                  notes: {{ tpl (.Files.Get "notes.txt") . | quote }}
                """);
        return new Chart(target);
    }

    /**
     * @param values values in YAML
     * @return what Helm would apply
     * @throws IllegalStateException if Helm refuses, with its message
     */
    Rendering render(String values) {
        return Rendering.of(text(values));
    }

    String text(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                return new Helm(directory)
                        .template()
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(file)
                        .call();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
