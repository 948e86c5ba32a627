package dev.darkroom.operator;

import dev.darkroom.operator.api.ConditionType;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.api.GalleryStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;

/** Tells trouble that a gallery did not have before, each message once. */
final class News {

    private final Gallery gallery;
    private final Announcements announcements;

    News(Gallery gallery, Announcements announcements) {
        this.gallery = gallery;
        this.announcements = announcements;
    }

    /** @param next the status that the gallery is about to get */
    void tell(GalleryStatus next) {
        next.conditions().stream()
                .filter(condition -> isTrouble(condition) && isNew(condition))
                .forEach(condition -> announcements.warning(gallery, condition.getReason(), condition.getMessage()));
    }

    /** That pods take their time to start is none, and what is not provisioned has a condition of its own. */
    private boolean isTrouble(Condition condition) {
        return switch (condition.getReason()) {
            case Conditions.NOT_PROVISIONED -> false;
            case Conditions.RESIZER_UNAVAILABLE, Conditions.GALLERY_UNAVAILABLE ->
                before(ConditionType.READY)
                        .filter(ready -> ready.getStatus().equals("True"))
                        .isPresent();
            default ->
                condition.getStatus().equals("True") == condition.getType().equals(ConditionType.ROUTES_INVALID);
        };
    }

    private boolean isNew(Condition condition) {
        return before(condition.getType())
                .filter(old -> old.getReason().equals(condition.getReason())
                        && old.getMessage().equals(condition.getMessage()))
                .isEmpty();
    }

    private Optional<Condition> before(String type) {
        return GalleryStatus.of(gallery).condition(type);
    }
}
