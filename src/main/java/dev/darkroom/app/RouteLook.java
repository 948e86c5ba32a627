package dev.darkroom.app;

import dev.darkroom.index.PrintableText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at route files again and again. What is in them counts, not when they were written, so that it makes no difference whether an
 * editor, a script or Kubernetes changes them. A change is dealt with when the next look finds the same: editors and scripts write one
 * file after the other, and some a file in pieces. For one thread.
 */
final class RouteLook {

    private static final Logger LOG = LoggerFactory.getLogger(RouteLook.class);

    private final Source source;
    private final Supplier<Changes> maker;
    private Optional<Changes> changes = Optional.empty();
    private RouteTexts settled;
    private RouteTexts last;
    private Optional<String> trouble = Optional.empty();

    /**
     * @param source of what is in the files
     * @param running what runs
     * @param maker makes what deals with changes; used with the first one, since it costs time and memory
     */
    RouteLook(Source source, Map<String, String> running, Supplier<Changes> maker) {
        this.source = source;
        this.maker = maker;
        this.settled = new RouteTexts(running, List.of());
        this.last = settled;
    }

    /** Reads the files. */
    @FunctionalInterface
    interface Source {
        /** @return what is in them */
        RouteTexts read() throws IOException;
    }

    /** Deals with changes. */
    @FunctionalInterface
    interface Changes {
        /** @param wanted what is in the files now */
        void take(RouteTexts wanted);

        /** Puts right what was left undone, if anything was. */
        default void repair() {}
    }

    /** Looks once. */
    void take() {
        changes.ifPresent(Changes::repair);
        read().ifPresent(seen -> {
            boolean quiet = seen.equals(last);
            last = seen;
            if (quiet && !seen.equals(settled)) {
                settled = seen;
                changes().take(seen);
            }
        });
    }

    /** A directory that is away says nothing about which routes are wanted. */
    private Optional<RouteTexts> read() {
        try {
            RouteTexts seen = source.read();
            trouble.ifPresent(before -> LOG.info("The route files can be read again"));
            trouble = Optional.empty();
            return Optional.of(seen);
        } catch (IOException e) {
            String reason = PrintableText.of(e);
            if (!trouble.equals(Optional.of(reason))) {
                LOG.warn("The route files cannot be read, those from before run on: {}", reason);
            }
            trouble = Optional.of(reason);
            return Optional.empty();
        }
    }

    private Changes changes() {
        Changes present = changes.orElseGet(maker);
        changes = Optional.of(present);
        return present;
    }
}
