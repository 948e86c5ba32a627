package dev.darkroom.operator.objects;

import dev.darkroom.operator.api.Access;
import dev.darkroom.operator.api.AwsSpec;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.api.GallerySpec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a gallery's pods, as environment, and its own routes, as files. */
final class Configuration {

    private static final String SETTINGS = "settings";
    private static final String ROUTES = "routes";

    private Configuration() {}

    static String settingsName(Blueprint blueprint) {
        return Names.of(blueprint.gallery(), SETTINGS);
    }

    static String routesName(Gallery gallery) {
        return Names.of(gallery, ROUTES);
    }

    static ConfigMap settings(Blueprint blueprint) {
        return configMap(blueprint, settingsName(blueprint), environment(blueprint));
    }

    /** @return the routes' ConfigMap, or nothing if there are none */
    static List<ConfigMap> routes(Blueprint blueprint) {
        return blueprint.routes().isEmpty()
                ? List.of()
                : List.of(configMap(blueprint, routesName(blueprint.gallery()), blueprint.routes()));
    }

    /** @return what changes whenever the content of one of the maps does, so that pods with it as an annotation are replaced */
    static String fingerprint(List<ConfigMap> maps) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ConfigMap map : maps) {
                new TreeMap<>(map.getData()).forEach((key, value) -> {
                    digest.update(key.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(value.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                });
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static ConfigMap configMap(Blueprint blueprint, String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(blueprint.gallery().getMetadata().getNamespace())
                .withLabels(Names.labels(blueprint.gallery()))
                .endMetadata()
                .withData(new TreeMap<>(data))
                .build();
    }

    private static Map<String, String> environment(Blueprint blueprint) {
        GallerySpec spec = blueprint.gallery().getSpec();
        AwsSpec aws = blueprint.aws();
        Map<String, String> environment = new TreeMap<>();
        environment.put("DARKROOM_UPLOAD_BUCKET", spec.upload().bucket());
        environment.put("DARKROOM_RESIZED_BUCKET", spec.resized().bucket());
        environment.put("DARKROOM_QUEUE", spec.queueName());
        environment.put("DARKROOM_UPLOAD_ACCESS", word(spec.upload().access()));
        environment.put("DARKROOM_UPLOAD_MAX_BYTES", spec.upload().maxBytes().toString());
        environment.put("DARKROOM_THUMBNAIL_WIDTH", spec.thumbnail().width().toString());
        environment.put("DARKROOM_THUMBNAIL_HEIGHT", spec.thumbnail().height().toString());
        environment.put("DARKROOM_THUMBNAIL_ENLARGE", spec.thumbnail().enlarge().toString());
        environment.put(
                "DARKROOM_IMAGE_MAX_PIXELS", spec.thumbnail().maxPixels().toString());
        environment.put(
                "DARKROOM_RESIZER_CONCURRENCY", concurrency(spec.resizer().concurrency()));
        environment.put("DARKROOM_GALLERY_PAGE_SIZE", spec.gallery().pageSize().toString());
        environment.put("DARKROOM_AWS_PATH_STYLE", aws.pathStyle().toString());
        putIfSet(environment, "DARKROOM_GALLERY_URL", spec.gallery().publicUrl());
        putIfSet(environment, "DARKROOM_AWS_REGION", aws.region());
        putIfSet(environment, "DARKROOM_AWS_ENDPOINT", aws.endpoint());
        putIfSet(environment, "DARKROOM_AWS_PUBLIC_ENDPOINT", aws.publicEndpoint());
        putTelemetry(environment, blueprint);
        return environment;
    }

    private static void putTelemetry(Map<String, String> environment, Blueprint blueprint) {
        Telemetry telemetry = blueprint.telemetry();
        ObjectMeta gallery = blueprint.gallery().getMetadata();
        putIfSet(environment, "DARKROOM_LOG_FORMAT", telemetry.logFormat());
        putIfSet(environment, "DARKROOM_LOG_UPLOADS", telemetry.logUploads());
        if (!telemetry.tracingEndpoint().isEmpty()) {
            environment.put("DARKROOM_TRACING_ENDPOINT", telemetry.tracingEndpoint());
            putIfSet(environment, "DARKROOM_TRACING_RATIO", telemetry.tracingRatio());
            // what OpenTelemetry calls it; a collector gets traces of many galleries
            environment.put(
                    "OTEL_RESOURCE_ATTRIBUTES",
                    "k8s.namespace.name=" + gallery.getNamespace() + ",darkroom.gallery=" + gallery.getName());
        }
    }

    private static String word(Access access) {
        return access.name().toLowerCase(Locale.ROOT);
    }

    private static String concurrency(int pictures) {
        return pictures == 0 ? "processors" : Integer.toString(pictures);
    }

    private static void putIfSet(Map<String, String> environment, String name, String value) {
        if (!value.isEmpty()) {
            environment.put(name, value);
        }
    }
}
