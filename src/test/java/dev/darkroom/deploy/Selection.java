package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;

/** Whether labels, ports and names that objects refer to are there, in exactly one kind of pod. */
final class Selection {

    private final Rendering rendering;

    private Selection(Rendering rendering) {
        this.rendering = rendering;
    }

    static void assertEverySelectorMatches(Rendering rendering) {
        Selection selection = new Selection(rendering);
        rendering.all(Deployment.class).forEach(selection::assertMatches);
        rendering.all(Service.class).forEach(selection::assertMatches);
        rendering.all(NetworkPolicy.class).forEach(selection::assertMatches);
        rendering
                .all(PodDisruptionBudget.class)
                .forEach(budget ->
                        selection.selected(budget.getSpec().getSelector().getMatchLabels()));
    }

    private void assertMatches(Deployment deployment) {
        PodTemplateSpec own = deployment.getSpec().getTemplate();
        assertThat(selected(deployment.getSpec().getSelector().getMatchLabels()))
                .isSameAs(own);
        own.getSpec().getTopologySpreadConstraints().forEach(constraint -> assertThat(
                        selected(constraint.getLabelSelector().getMatchLabels()))
                .isSameAs(own));
        for (Container container : own.getSpec().getContainers()) {
            assertThat(portNames(own))
                    .contains(container.getStartupProbe().getHttpGet().getPort().getStrVal())
                    .contains(
                            container.getLivenessProbe().getHttpGet().getPort().getStrVal())
                    .contains(
                            container.getReadinessProbe().getHttpGet().getPort().getStrVal());
            container.getVolumeMounts().forEach(mount -> assertThat(
                            own.getSpec().getVolumes())
                    .extracting(volume -> volume.getName())
                    .contains(mount.getName()));
        }
    }

    private void assertMatches(Service service) {
        PodTemplateSpec pod = selected(service.getSpec().getSelector());
        service.getSpec().getPorts().forEach(port -> assertThat(portNames(pod))
                .contains(port.getTargetPort().getStrVal()));
    }

    private void assertMatches(NetworkPolicy policy) {
        PodTemplateSpec pod = selected(policy.getSpec().getPodSelector().getMatchLabels());
        assertThat(policy.getSpec().getIngress().get(0).getPorts())
                .extracting(port -> port.getPort().getStrVal())
                .containsExactlyInAnyOrderElementsOf(portNames(pod));
    }

    private PodTemplateSpec selected(Map<String, String> selector) {
        List<PodTemplateSpec> pods = rendering.pods().stream()
                .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
                .toList();
        assertThat(pods).as("pods with %s", selector).hasSize(1);
        return pods.get(0);
    }

    private static List<String> portNames(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .map(ContainerPort::getName)
                .toList();
    }
}
