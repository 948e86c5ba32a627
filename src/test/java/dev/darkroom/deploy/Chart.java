package dev.darkroom.deploy;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The chart, as Helm renders it for the release {@code darkroom} in the namespace {@code darkroom-system}.
 *
 * @param directory where the chart is
 */
record Chart(Path directory) {

    static final String RELEASE = "darkroom";
    static final String NAMESPACE = "darkroom-system";

    private static final String KUBERNETES = "1.32.0";
    private static final String FOUND = "found.yaml";
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
        copy(SOURCE, target, content -> content.replaceAll("helm.sh/hook(-[a-z-]+)?:", "was/hook$1:"));
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
     * The chart, as it would be installed into a cluster that has something in it.
     *
     * @param target an empty directory for the copy
     * @param clusterRoles a list of the ClusterRoles that are there, in YAML
     */
    static Chart inClusterWith(Path target, String clusterRoles) throws IOException {
        copy(SOURCE, target, content -> content);
        Files.writeString(target.resolve(FOUND), clusterRoles);
        return new Chart(target);
    }

    private static void copy(Path source, Path target, UnaryOperator<String> change) throws IOException {
        List<Path> files;
        try (var found = Files.walk(source)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(source.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, change.apply(Files.readString(file)));
        }
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
            Path rendered = Files.createTempDirectory("chart");
            try {
                copy(directory, rendered, Chart::askingNoCluster);
                Path file = Files.writeString(rendered.resolve("given.yaml"), values);
                return new Helm(rendered)
                        .template()
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(file)
                        .call();
            } finally {
                delete(rendered);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Helm's own command finds nothing in a cluster when it only renders. The library asks one, even if there is none. */
    private static String askingNoCluster(String template) {
        return template.replace(
                "(lookup \"rbac.authorization.k8s.io/v1\" \"ClusterRole\" \"\" \"\")",
                "(.Files.Get \"" + FOUND + "\" | fromYaml)");
    }

    private static void delete(Path directory) throws IOException {
        List<Path> content;
        try (var found = Files.walk(directory)) {
            content = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : content) {
            Files.delete(path);
        }
    }
}
