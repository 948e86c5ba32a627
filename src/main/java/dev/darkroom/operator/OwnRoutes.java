package dev.darkroom.operator;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The handler for routes that a gallery brings along, in a ConfigMap that is its owner's. Pods never see that map but a copy of
 * it, which only changes when the map has no mistakes.
 */
final class OwnRoutes {

    static final String SOURCE = "routes";
    private static final String ROUTE_FILE = ".camel.yaml";
    private static final String BY_CONFIG_MAP = "by-route-config-map";

    /** How many ConfigMaps are read at a time: each may have a megabyte, and most of them are nothing to an operator of galleries. */
    private static final long PAGE = 100;

    private final RouteInspection inspection;
    private final Map<String, Inspected> inspected = new ConcurrentHashMap<>();

    OwnRoutes(RouteInspection inspection) {
        this.inspection = inspection;
    }

    /** Files that were looked at, so that they need not be looked at again until they change. */
    private record Inspected(Map<String, String> files, List<String> mistakes) {}

    /** @return what tells that a ConfigMap named by a gallery has changed */
    EventSource<?, Gallery> eventSource(EventSourceContext<Gallery> context) {
        var galleries = context.getPrimaryCache();
        galleries.addIndexer(BY_CONFIG_MAP, gallery -> wanted(gallery).map(ResourceID::toString).stream()
                .toList());
        InformerEventSourceConfiguration<ConfigMap> configuration = InformerEventSourceConfiguration.from(
                        ConfigMap.class, Gallery.class)
                .withName(SOURCE)
                .withLabelSelector(Names.MANAGED_BY + "!=" + Names.OPERATOR)
                .withInformerListLimit(PAGE)
                .withItemStore(new TransformingItemStore<>(OwnRoutes::onlyRoutes))
                .withPrimaryToSecondaryMapper(
                        (Gallery gallery) -> wanted(gallery).map(Set::of).orElse(Set.of()))
                .withSecondaryToPrimaryMapper(
                        map -> galleries
                                .byIndex(
                                        BY_CONFIG_MAP,
                                        ResourceID.fromResource(map).toString())
                                .stream()
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    /**
     * @param current the files that pods have now
     * @return the files that pods are to have
     */
    RoutesInForce inForce(Gallery gallery, Context<Gallery> context, Map<String, String> current) {
        Optional<ResourceID> wanted = wanted(gallery);
        if (wanted.isEmpty()) {
            return new RoutesInForce(Map.of(), List.of());
        }
        Optional<ConfigMap> map = context.getSecondaryResource(ConfigMap.class, SOURCE);
        if (map.isEmpty()) {
            return new RoutesInForce(
                    current,
                    List.of("There is no ConfigMap " + wanted.get().getName() + " in this namespace: create it, or"
                            + " remove spec.routes.configMap"));
        }
        Map<String, String> files = routeFiles(map.get());
        if (files.isEmpty()) {
            return new RoutesInForce(
                    current,
                    List.of("The ConfigMap " + wanted.get().getName() + " has no key that ends in " + ROUTE_FILE));
        }
        List<String> mistakes = mistakes(gallery, files);
        return new RoutesInForce(mistakes.isEmpty() ? files : current, mistakes);
    }

    /** Forgets a gallery that is gone. */
    void forget(Gallery gallery) {
        inspected.remove(gallery.getMetadata().getUid());
    }

    private List<String> mistakes(Gallery gallery, Map<String, String> files) {
        return inspected
                .compute(
                        gallery.getMetadata().getUid(),
                        (uid, last) -> last != null && last.files().equals(files)
                                ? last
                                : new Inspected(files, inspection.mistakes(files)))
                .mistakes();
    }

    private static Optional<ResourceID> wanted(Gallery gallery) {
        return Optional.of(gallery.getSpec().routes().configMap())
                .filter(name -> !name.isEmpty())
                .map(name -> new ResourceID(name, gallery.getMetadata().getNamespace()));
    }

    private static Map<String, String> routeFiles(ConfigMap map) {
        Map<String, String> files =
                new TreeMap<>(Optional.ofNullable(map.getData()).orElse(Map.of()));
        files.keySet().removeIf(name -> !name.endsWith(ROUTE_FILE));
        return files;
    }

    /** A cluster holds many ConfigMaps, and what is in most of them is nothing to an operator of galleries. */
    private static ConfigMap onlyRoutes(ConfigMap map) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withUid(map.getMetadata().getUid())
                .endMetadata()
                .withData(routeFiles(map))
                .build();
    }
}
