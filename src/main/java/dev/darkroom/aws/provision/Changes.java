package dev.darkroom.aws.provision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes of one run of provisioning, in order: made and noted, or only noted in a dry run. Not thread-safe. */
final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Mode mode;
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> created = new HashSet<>();

    /** Whether changes take place. */
    enum Mode {
        APPLY,
        DRY_RUN
    }

    Changes(Mode mode) {
        this.mode = mode;
    }

    /**
     * Makes something new.
     *
     * @param resource what, such as {@code bucket photos-in}
     * @param write the call that makes it
     */
    void create(String resource, Runnable write) {
        created.add(resource);
        make(resource, "create " + resource, write);
    }

    /**
     * Makes one change.
     *
     * @param resource what it concerns, such as {@code bucket photos-in}
     * @param description what changes, as one line for a person
     * @param write the call that makes it
     */
    void make(String resource, String description, Runnable write) {
        if (mode == Mode.APPLY) {
            write.run();
            LOG.info("Provisioning: {}", description);
        }
        changes.add(new Change(
                created.contains(resource) ? Change.Kind.CREATE : Change.Kind.REPAIR, resource, description));
    }

    /** @return whether a dry run has come to a resource that is not there, so that nothing can be asked about it */
    boolean isOnlyPlanned(String resource) {
        return mode == Mode.DRY_RUN && created.contains(resource);
    }

    /** @return what was asked for; empty if it is not there, or if a dry run has not made the resource that it belongs to */
    <T> Optional<T> read(String resource, Supplier<T> question) {
        return isOnlyPlanned(resource) ? Optional.empty() : Absent.asEmpty(question);
    }

    List<Change> all() {
        return List.copyOf(changes);
    }
}
