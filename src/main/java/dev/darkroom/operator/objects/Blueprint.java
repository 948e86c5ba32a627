package dev.darkroom.operator.objects;

import dev.darkroom.operator.api.AwsSpec;
import dev.darkroom.operator.api.Gallery;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything that a gallery has in the cluster.
 *
 * @param gallery the gallery
 * @param image what its pods run
 * @param aws where its buckets and queue are: what its spec says, and what the operator knows where that is silent
 * @param queueUrl URL of the queue of upload events
 * @param routes own route files by name, checked; none if it has none
 * @param scaler what scales its workers
 * @param telemetry what its pods tell of themselves
 */
public record Blueprint(
        Gallery gallery,
        PodImage image,
        AwsSpec aws,
        String queueUrl,
        Map<String, String> routes,
        Scaler scaler,
        Telemetry telemetry) {

    /** Keeps a copy of the routes. */
    public Blueprint {
        routes = Map.copyOf(routes);
    }

    /** What scales the workers. */
    public enum Scaler {
        /** A HorizontalPodAutoscaler, by CPU. */
        CPU,
        /** KEDA, by the length of the queue. */
        KEDA
    }

    /**
     * @param gallery a gallery
     * @return name of the ConfigMap with its own routes
     */
    public static String routesName(Gallery gallery) {
        return Configuration.routesName(gallery);
    }

    /** @return the objects, without owner references, which are for who applies them */
    public List<HasMetadata> objects() {
        ConfigMap settings = Configuration.settings(this);
        List<ConfigMap> routeFiles = Configuration.routes(this);
        List<ConfigMap> mounted = new ArrayList<>(routeFiles);
        mounted.add(settings);
        String fingerprint = Configuration.fingerprint(mounted);

        List<HasMetadata> objects = new ArrayList<>(mounted);
        for (Component component : Component.values()) {
            objects.add(Workload.deployment(this, component, fingerprint));
            objects.add(Workload.serviceAccount(this, component));
            objects.add(Protection.disruptionBudget(gallery, component));
            objects.add(Protection.networkPolicy(gallery, component));
        }
        objects.addAll(Publication.objects(gallery));
        objects.addAll(Scaling.objects(this));
        return objects;
    }
}
