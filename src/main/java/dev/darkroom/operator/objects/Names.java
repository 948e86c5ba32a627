package dev.darkroom.operator.objects;

import dev.darkroom.operator.api.Gallery;
import java.util.LinkedHashMap;
import java.util.Map;

/** How objects of a gallery are named and labelled. */
public final class Names {

    /** Who applies the objects: field manager of server-side apply, and the label {@code app.kubernetes.io/managed-by}. */
    public static final String OPERATOR = "darkroom-operator";

    /** The label that tells the operator's objects from others. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    static final String PRODUCT = "darkroom";

    private Names() {}

    static String of(Gallery gallery, String part) {
        return gallery.getMetadata().getName() + "-" + part;
    }

    /** @return labels that every object of the gallery has */
    static Map<String, String> labels(Gallery gallery) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", PRODUCT);
        labels.put("app.kubernetes.io/instance", gallery.getMetadata().getName());
        labels.put("app.kubernetes.io/part-of", PRODUCT);
        labels.put(MANAGED_BY, OPERATOR);
        labels.put(Gallery.GROUP + "/gallery", gallery.getMetadata().getName());
        return labels;
    }
}
