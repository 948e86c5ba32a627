package dev.darkroom.aws.provision;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes that one run of provisioning made, in order. Not thread-safe. */
final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final List<String> made = new ArrayList<>();

    /**
     * Makes one change and notes it.
     *
     * @param description what changes, as one line for a person
     * @param write the call that makes it
     */
    void make(String description, Runnable write) {
        write.run();
        LOG.info("Provisioning: {}", description);
        made.add(description);
    }

    List<String> made() {
        return List.copyOf(made);
    }
}
