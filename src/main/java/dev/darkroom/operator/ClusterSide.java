package dev.darkroom.operator;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Blueprint.Scaler;
import dev.darkroom.operator.objects.Component;
import dev.darkroom.operator.objects.Keda;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.GroupVersionKindPlural;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The handler for Kubernetes: the objects that galleries own. */
final class ClusterSide {

    private final Owned<Deployment> deployments = Owned.of(Deployment.class);
    private final Owned<ConfigMap> configMaps = Owned.of(ConfigMap.class);
    private final Owned<HorizontalPodAutoscaler> autoscalers = Owned.of(HorizontalPodAutoscaler.class);

    /** In an order in which pods find what they refer to. */
    private final List<Owned<?>> owned = List.of(
            configMaps,
            Owned.of(ServiceAccount.class),
            Owned.of(NetworkPolicy.class),
            deployments,
            Owned.of(PodDisruptionBudget.class),
            Owned.of(Service.class),
            Owned.of(Ingress.class),
            autoscalers);

    private final Owned<GenericKubernetesResource> scaledObjects = Owned.of(keda(Keda.SCALED_OBJECT));

    /** Watched only in clusters that have KEDA, which may be installed at any time. */
    private final List<Owned<GenericKubernetesResource>> keda =
            List.of(Owned.of(keda(Keda.TRIGGER_AUTHENTICATION)), scaledObjects);

    List<EventSource<?, Gallery>> eventSources(EventSourceContext<Gallery> context) {
        List<EventSource<?, Gallery>> sources = new ArrayList<>();
        owned.forEach(objects -> sources.add(objects.eventSource(context).orElseThrow()));
        return sources;
    }

    /** @return what can scale the workers in this cluster */
    Scaler scaler(Context<Gallery> context) {
        return context.getClient().supports(Keda.API_VERSION, Keda.SCALED_OBJECT) ? Scaler.KEDA : Scaler.CPU;
    }

    /** Makes the cluster match, and writes nothing that is right already. */
    void apply(List<HasMetadata> wanted, Gallery gallery, Context<Gallery> context, Scaler scaler) {
        context.managedWorkflowAndDependentResourceContext().put(Owned.WANTED, wanted);
        owned.forEach(objects -> objects.reconcile(gallery, context));
        if (scaler == Scaler.KEDA) {
            keda.forEach(objects -> {
                watch(objects, context);
                objects.reconcile(gallery, context);
            });
        }
    }

    /** Takes away what runs and what scales it. The Deployments are there until their pods are gone. */
    void stop(Gallery gallery, Context<Gallery> context) {
        if (scaler(context) == Scaler.KEDA) {
            watch(scaledObjects, context);
            scaledObjects.deleteAll(gallery, context);
        }
        autoscalers.deleteAll(gallery, context);
        deployments.deleteAll(gallery, context);
    }

    /** @return the Deployment of each part of the gallery, as it is */
    Map<Component, Optional<Deployment>> deployments(Gallery gallery, Context<Gallery> context) {
        Map<String, Deployment> found = deployments.getSecondaryResources(gallery, context);
        Map<Component, Optional<Deployment>> parts = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            parts.put(component, Optional.ofNullable(found.get(component.nameIn(gallery))));
        }
        return parts;
    }

    /** @return the content of a ConfigMap that the gallery owns, as it is; empty if there is none of this name */
    Map<String, String> configMap(String name, Gallery gallery, Context<Gallery> context) {
        return Optional.ofNullable(
                        configMaps.getSecondaryResources(gallery, context).get(name))
                .map(ConfigMap::getData)
                .orElse(Map.of());
    }

    private static void watch(Owned<GenericKubernetesResource> objects, Context<Gallery> context) {
        var retriever = context.eventSourceRetriever();
        retriever.dynamicallyRegisterEventSource(
                objects.eventSource(retriever.eventSourceContextForDynamicRegistration())
                        .orElseThrow());
    }

    private static GroupVersionKind keda(String kind) {
        return GroupVersionKindPlural.gvkWithPlural(
                new GroupVersionKind(Keda.GROUP, Keda.VERSION, kind), kind.toLowerCase(Locale.ROOT) + "s");
    }
}
