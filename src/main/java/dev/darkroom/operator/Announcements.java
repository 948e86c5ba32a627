package dev.darkroom.operator;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Names;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happened to a gallery, as Kubernetes events and in the log. */
final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    /** The API server refuses longer notes. */
    private static final int LONGEST_MESSAGE = 1024;

    private final KubernetesClient client;
    private final Clock clock;

    Announcements(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    void normal(Gallery gallery, String reason, String message) {
        LOG.info("{}: {}: {}", name(gallery), reason, message);
        publish(gallery, "Normal", reason, message);
    }

    void warning(Gallery gallery, String reason, String message) {
        LOG.warn("{}: {}: {}", name(gallery), reason, message);
        publish(gallery, "Warning", reason, message);
    }

    private void publish(Gallery gallery, String type, String reason, String message) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            client.v1()
                    .events()
                    .resource(new EventBuilder()
                            .withNewMetadata()
                            .withGenerateName(gallery.getMetadata().getName() + ".")
                            .withNamespace(gallery.getMetadata().getNamespace())
                            .endMetadata()
                            .withNewInvolvedObject()
                            .withApiVersion(gallery.getApiVersion())
                            .withKind(gallery.getKind())
                            .withName(gallery.getMetadata().getName())
                            .withNamespace(gallery.getMetadata().getNamespace())
                            .withUid(gallery.getMetadata().getUid())
                            .withResourceVersion(gallery.getMetadata().getResourceVersion())
                            .endInvolvedObject()
                            .withType(type)
                            .withReason(reason)
                            .withMessage(
                                    message.length() > LONGEST_MESSAGE
                                            ? message.substring(0, LONGEST_MESSAGE)
                                            : message)
                            .withFirstTimestamp(now)
                            .withLastTimestamp(now)
                            .withCount(1)
                            .withNewSource()
                            .withComponent(Names.OPERATOR)
                            .endSource()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            LOG.warn("{}: the event {} could not be published: {}", name(gallery), reason, e.getMessage());
        }
    }

    private static String name(Gallery gallery) {
        return gallery.getMetadata().getNamespace() + "/"
                + gallery.getMetadata().getName();
    }
}
