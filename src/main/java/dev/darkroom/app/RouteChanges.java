package dev.darkroom.app;

import dev.darkroom.app.RoutesInForce.Change;
import dev.darkroom.app.RoutesInForce.Outcome;
import dev.darkroom.app.RoutesInForce.State;
import dev.darkroom.check.RouteCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at changed route files of one's own, and has them run if there is nothing wrong with them. For one thread. */
final class RouteChanges implements RouteLook.Changes {

    private static final Logger LOG = LoggerFactory.getLogger(RouteChanges.class);

    private final RouteSources sources;
    private final RouteCheck check;
    private final RoutesInForce inForce;
    private final RouteSwap swap;
    private final RouteMeters meters;

    /**
     * @param sources tells what runs when there are certain files
     * @param check finds mistakes
     * @param inForce is told of what runs
     * @param swap changes what runs
     * @param meters count
     */
    RouteChanges(RouteSources sources, RouteCheck check, RoutesInForce inForce, RouteSwap swap, RouteMeters meters) {
        this.sources = sources;
        this.check = check;
        this.inForce = inForce;
        this.swap = swap;
        this.meters = meters;
    }

    @Override
    public void take(RouteTexts wanted) {
        State before = inForce.now();
        List<String> mistakes = wanted.mistakes(check);
        if (!mistakes.isEmpty()) {
            refuse(before, mistakes);
            return;
        }
        Set<String> names = sources.differences(before.files(), wanted.files());
        Set<String> all = sources.withUsers(names, before.files(), wanted.files());
        List<String> restarts = sources.restarts(names, all, before.files(), wanted.files());
        if (restarts.isEmpty()) {
            change(before, wanted.files(), names, all);
        } else {
            refuse(before, restarts);
        }
    }

    private void refuse(State running, List<String> reasons) {
        reasons.forEach(reason -> LOG.warn("Routes not changed, those from before run on: {}", reason));
        note(running, Outcome.REFUSED, reasons);
    }

    /** Tries once more to have everything run that should, if something does not. */
    @Override
    public void repair() {
        State now = inForce.now();
        Set<String> names = new TreeSet<>(now.missing());
        if (names.isEmpty()) {
            return;
        }
        try {
            swap.swap(Map.of(), sources.sources(names, now.files()));
            LOG.info("Routes run again: {}", String.join(", ", names));
            inForce.become(new State(now.files(), now.last(), List.of()));
        } catch (RoutesRefusedException e) {
            LOG.debug("Still missing: {}", names, e);
        }
    }

    private void change(State before, Map<String, String> wanted, Set<String> names, Set<String> all) {
        all.addAll(before.missing());
        inForce.changing();
        try {
            swap.swap(sources.sources(all, before.files()), sources.sources(all, wanted));
        } catch (RoutesRefusedException e) {
            putBack(before, names, all, e);
            return;
        }
        note(new State(wanted, before.last(), List.of()), Outcome.APPLIED, List.of());
        if (names.isEmpty()) {
            LOG.info("The route files are again those that run");
        } else {
            LOG.info("Routes changed: {}", sources.summary(names, before.files(), wanted));
        }
        if (wanted.isEmpty()) {
            LOG.warn(
                    "The last route file is gone: put one there before the next start, or leave {} empty",
                    RoutePlace.SETTING);
        }
    }

    private void putBack(State before, Set<String> names, Set<String> all, RoutesRefusedException refusal) {
        String reason = "Camel refuses " + String.join(", ", names) + ": " + refusal.getMessage();
        Optional<String> loss = refusal.loss();
        if (loss.isPresent()) {
            LOG.error("Routes not changed, {}", reason);
            LOG.error("The routes of {} do not run any more: {}", String.join(", ", all), loss.get());
        } else {
            LOG.error("Routes not changed, those from before run again: {}", reason);
        }
        LOG.debug("Refused", refusal);
        List<String> missing = loss.isPresent() ? List.copyOf(all) : List.of();
        note(new State(before.files(), before.last(), missing), Outcome.FAILED, List.of(reason));
    }

    private void note(State state, Outcome outcome, List<String> reasons) {
        Change change = new Change(Instant.now(), outcome, reasons);
        inForce.become(new State(state.files(), Optional.of(change), state.missing()));
        meters.count(outcome);
    }
}
