package dev.darkroom.operator;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Names;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.dependent.GarbageCollected;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.dependent.CRUDBulkDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResourceConfigBuilder;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * All objects of one kind that galleries own: watched, applied where they differ from what is wanted, deleted where they are not
 * wanted any more.
 */
final class Owned<R extends HasMetadata> extends KubernetesDependentResource<R, Gallery>
        implements CRUDBulkDependentResource<R, Gallery>, GarbageCollected<Gallery> {

    /** What comes before the kind in the name of what watches it. */
    static final String SOURCE_PREFIX = "owned-";

    /** Key of the list of objects that a reconciliation wants. */
    static final String WANTED = "wanted";

    private final Class<R> type;
    private final String kind;
    private final Supplier<InformerEventSourceConfiguration.Builder<R>> watch;

    private Owned(Class<R> type, String kind, Supplier<InformerEventSourceConfiguration.Builder<R>> watch) {
        super(type, SOURCE_PREFIX + kind);
        this.type = type;
        this.kind = kind;
        this.watch = watch;
        configureWith(new KubernetesDependentResourceConfigBuilder<R>()
                .withKubernetesDependentInformerConfig(InformerConfiguration.builder(type)
                        .withLabelSelector(Names.MANAGED_BY + "=" + Names.OPERATOR)
                        .build())
                .build());
    }

    static <R extends HasMetadata> Owned<R> of(Class<R> type) {
        return new Owned<>(
                type, HasMetadata.getKind(type), () -> InformerEventSourceConfiguration.from(type, Gallery.class));
    }

    static Owned<GenericKubernetesResource> of(GroupVersionKind kind) {
        return new Owned<>(
                GenericKubernetesResource.class,
                kind.getKind(),
                () -> InformerEventSourceConfiguration.from(kind, Gallery.class));
    }

    @Override
    protected InformerEventSourceConfiguration.Builder<R> informerConfigurationBuilder(
            EventSourceContext<Gallery> context) {
        return watch.get();
    }

    @Override
    public Map<String, R> desiredResources(Gallery gallery, Context<Gallery> context) {
        List<?> wanted = context.managedWorkflowAndDependentResourceContext().getMandatory(WANTED, List.class);
        return wanted.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(this::isOfKind)
                .collect(Collectors.toMap(Owned::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    @Override
    public Map<String, R> getSecondaryResources(Gallery gallery, Context<Gallery> context) {
        return eventSource().orElseThrow().getSecondaryResources(gallery).stream()
                .collect(Collectors.toMap(Owned::name, Function.identity()));
    }

    /**
     * Creates an object, but does not take over one of the same name that is somebody else's. One that the gallery owns, but that
     * is not watched because it lost its labels, is put right.
     */
    @Override
    public R create(R desired, Gallery gallery, Context<Gallery> context) {
        try {
            return super.create(desired, gallery, context);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            desired.getMetadata().setResourceVersion(null);
            R actual = context.getClient().resource(desired).get();
            if (actual != null
                    && actual.hasOwnerReferenceFor(gallery.getMetadata().getUid())) {
                return update(actual, desired, gallery, context);
            }
            throw new ForeignObjectException(desired);
        }
    }

    /** Deletes what the gallery has of this kind. It is there until all that it owns is gone: of a Deployment, its pods. */
    void deleteAll(Gallery gallery, Context<Gallery> context) {
        getSecondaryResources(gallery, context).values().stream()
                .filter(object -> !object.isMarkedForDeletion())
                .forEach(object -> context.getClient()
                        .resource(object)
                        .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                        .delete());
    }

    /** Kinds without classes of their own share one. */
    private boolean isOfKind(R object) {
        return object.getKind().equals(kind);
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }
}
