package dev.darkroom.operator.objects;

import dev.darkroom.operator.api.Gallery;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.List;

/** What keeps others from taking down or reaching a gallery's pods more than they have to. */
final class Protection {

    private Protection() {}

    /** One pod at a time: with a minimum instead, a Deployment of one pod would keep its node from being drained. */
    static PodDisruptionBudget disruptionBudget(Gallery gallery, Component component) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(component.metadata(gallery))
                .withNewSpec()
                .withNewMaxUnavailable(1)
                .withNewSelector()
                .withMatchLabels(component.selector(gallery))
                .endSelector()
                .endSpec()
                .build();
    }

    /** What goes out is not restricted, since a policy cannot name S3 and SQS, whose addresses change. */
    static NetworkPolicy networkPolicy(Gallery gallery, Component component) {
        List<NetworkPolicyPort> ports =
                switch (component) {
                    case RESIZER -> List.of(port(Workload.MANAGEMENT));
                    case GALLERY -> List.of(port(Workload.HTTP), port(Workload.MANAGEMENT));
                };
        return new NetworkPolicyBuilder()
                .withMetadata(component.metadata(gallery))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(component.selector(gallery))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withPorts(ports)
                .endIngress()
                .endSpec()
                .build();
    }

    private static NetworkPolicyPort port(String name) {
        return new NetworkPolicyPortBuilder()
                .withNewPort(name)
                .withProtocol("TCP")
                .build();
    }
}
