package dev.darkroom.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.stream.Stream;

/**
 * Objects that would be applied to a cluster.
 *
 * @param yaml as text
 * @param objects the same, read strictly
 */
record Rendering(String yaml, List<HasMetadata> objects) {

    static Rendering of(String yaml) {
        return new Rendering(
                yaml, Yaml.documents(yaml).stream().map(Yaml::object).toList());
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> T the(Class<T> type, String name) {
        return all(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + type.getSimpleName() + " " + name));
    }

    /** @return objects of a kind of another project */
    List<GenericKubernetesResource> foreign(String kind) {
        return all(GenericKubernetesResource.class).stream()
                .filter(object -> object.getKind().equals(kind))
                .toList();
    }

    /** @return kind and name of each object */
    List<String> names() {
        return objects.stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }

    /** @return whatever runs in it, pods by themselves as well */
    List<PodTemplateSpec> pods() {
        return Stream.concat(
                        all(Deployment.class).stream()
                                .map(deployment -> deployment.getSpec().getTemplate()),
                        all(Pod.class).stream().map(pod -> new PodTemplateSpecBuilder()
                                .withMetadata(pod.getMetadata())
                                .withSpec(pod.getSpec())
                                .build()))
                .toList();
    }
}
