package dev.darkroom.operator.objects;

import dev.darkroom.operator.api.Gallery;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A part of a gallery that runs in pods of its own. Its name is also the role that the pods have. */
public enum Component {
    /** The workers. */
    RESIZER,
    /** The pages. */
    GALLERY;

    /** @return {@code resizer} or {@code gallery} */
    public String role() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param gallery a gallery
     * @return the name that the objects of this part have
     */
    public String nameIn(Gallery gallery) {
        return Names.of(gallery, role());
    }

    /** @return metadata of an object of this part */
    ObjectMeta metadata(Gallery gallery) {
        return new ObjectMetaBuilder()
                .withName(nameIn(gallery))
                .withNamespace(gallery.getMetadata().getNamespace())
                .withLabels(labels(gallery))
                .build();
    }

    /** @return labels of an object of this part */
    Map<String, String> labels(Gallery gallery) {
        Map<String, String> labels = new LinkedHashMap<>(Names.labels(gallery));
        labels.put("app.kubernetes.io/component", role());
        return labels;
    }

    /** @return labels by which the pods of this part are selected; they never change, for a Deployment's selector cannot */
    Map<String, String> selector(Gallery gallery) {
        return Map.of(
                "app.kubernetes.io/name", Names.PRODUCT,
                "app.kubernetes.io/instance", gallery.getMetadata().getName(),
                "app.kubernetes.io/component", role());
    }
}
