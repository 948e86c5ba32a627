package dev.darkroom.app;

import dev.darkroom.app.RouteSwap.Source;
import dev.darkroom.app.RoutesInForce.Change;
import dev.darkroom.app.RoutesInForce.Outcome;
import dev.darkroom.app.RoutesInForce.State;
import dev.darkroom.check.RouteCheck;
import dev.darkroom.check.RouteItems;
import dev.darkroom.check.ShippedRoutes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at changed route files of one's own, and has them run if there is nothing wrong with them. For one thread. */
final class RouteChanges {

    private static final Logger LOG = LoggerFactory.getLogger(RouteChanges.class);

    private static final String UNDONE = "The route files are again those that run";
    private static final String CONFIGURATION = "routeConfiguration";
    private static final Set<String> ROUTES = Set.of("route", "from");

    /** What takes effect with the routes of its file; a bean, say, may be in use by others that nobody would make anew. */
    private static final Set<String> CHANGEABLE = Set.of(
            "route",
            "from",
            CONFIGURATION,
            "onException",
            "onCompletion",
            "errorHandler",
            "intercept",
            "interceptFrom",
            "interceptSendToEndpoint");

    private final RoutePlace place;
    private final RoutesInForce inForce;
    private final RouteSwap swap;
    private final RouteCheck check;
    private final Map<String, String> shipped;

    /**
     * @param place of the files
     * @param inForce is told of what runs
     * @param swap changes what runs
     * @param isSet whether a setting has a value
     */
    RouteChanges(RoutePlace place, RoutesInForce inForce, RouteSwap swap, Predicate<String> isSet) {
        this.place = place;
        this.inForce = inForce;
        this.swap = swap;
        this.check = RouteCheck.ofApp(isSet);
        this.shipped = ShippedRoutes.load(RouteChanges.class.getClassLoader()).files();
    }

    /** @param wanted what is in the files now */
    void take(RouteTexts wanted) {
        State before = inForce.now();
        List<String> mistakes = new ArrayList<>(wanted.mistakes(check));
        Set<String> names = differences(before.files(), wanted.files());
        Set<String> all = withUsers(names, before.files(), wanted.files());
        if (mistakes.isEmpty()) {
            mistakes.addAll(restarts(names, all, before.files(), wanted.files()));
        }
        if (mistakes.isEmpty()) {
            change(before, wanted.files(), names, all);
        } else {
            mistakes.forEach(line -> LOG.warn("Routes not changed, those from before run on: {}", line));
            note(before, Outcome.REFUSED, mistakes);
        }
    }

    /** Tries once more to have everything run that should, if something does not. */
    void repair() {
        State now = inForce.now();
        Set<String> names = new TreeSet<>(now.missing());
        if (names.isEmpty()) {
            return;
        }
        try {
            swap.swap(Map.of(), sources(names, now.files()));
            LOG.info("Routes run again: {}", String.join(", ", names));
            inForce.become(new State(now.files(), now.last(), List.of()));
        } catch (RoutesRefusedException e) {
            LOG.debug("Still missing: {}", names, e);
        }
    }

    private void change(State before, Map<String, String> wanted, Set<String> names, Set<String> all) {
        all.addAll(before.missing());
        try {
            swap.swap(sources(all, before.files()), sources(all, wanted));
            LOG.info(names.isEmpty() ? UNDONE : "Routes changed: {}", summary(names, before.files(), wanted));
            inForce.become(new State(wanted, changeNow(Outcome.APPLIED, List.of()), List.of()));
            if (wanted.isEmpty()) {
                LOG.warn(
                        "The last file in {} is gone: put one there before the next start, or leave {} empty",
                        place.directory(),
                        RoutePlace.SETTING);
            }
        } catch (RoutesRefusedException e) {
            String reason = "Camel refuses " + String.join(", ", names) + ": " + e.getMessage();
            LOG.error("Routes not changed, those from before run again: {}", reason);
            LOG.debug("Refused", e);
            e.loss().ifPresent(loss -> LOG.error("Routes of {} do not run any more: {}", String.join(", ", all), loss));
            State after = new State(before.files(), before.last(), e.loss().isPresent() ? List.copyOf(all) : List.of());
            note(after, Outcome.FAILED, List.of(reason));
        }
    }

    private void note(State state, Outcome outcome, List<String> reasons) {
        inForce.become(new State(state.files(), changeNow(outcome, reasons), state.missing()));
    }

    private static Optional<Change> changeNow(Outcome outcome, List<String> reasons) {
        return Optional.of(new Change(Instant.now(), outcome, reasons));
    }

    private static Set<String> differences(Map<String, String> before, Map<String, String> wanted) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(wanted.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), wanted.get(name)));
        return names;
    }

    /** Routes have copies of their configurations, so that all have to be made anew when one of those changes. */
    private Set<String> withUsers(Set<String> names, Map<String, String> before, Map<String, String> wanted) {
        Set<String> all = new TreeSet<>(names);
        if (names.stream().anyMatch(name -> kinds(name, before, wanted).contains(CONFIGURATION))) {
            Set<String> others = new TreeSet<>(shipped.keySet());
            others.addAll(wanted.keySet());
            others.removeIf(name -> kinds(name, before, wanted).stream().noneMatch(ROUTES::contains));
            all.addAll(others);
        }
        return all;
    }

    private List<String> restarts(
            Set<String> names, Set<String> all, Map<String, String> before, Map<String, String> wanted) {
        List<String> reasons = new ArrayList<>();
        for (String name : all) {
            Set<String> fixed = new TreeSet<>(kinds(name, before, wanted));
            fixed.removeAll(CHANGEABLE);
            if (!fixed.isEmpty()) {
                reasons.add(name + ": " + (names.contains(name) ? "needs a restart" : "needs a restart with the others")
                        + ", because it has " + String.join(" and ", fixed)
                        + "; in a file of their own, they would not keep the routes from being changed");
            }
        }
        return reasons;
    }

    private Set<String> kinds(String name, Map<String, String> before, Map<String, String> wanted) {
        Set<String> kinds = new TreeSet<>();
        text(name, before).map(RouteItems::of).ifPresent(items -> kinds.addAll(items.kinds()));
        text(name, wanted).map(RouteItems::of).ifPresent(items -> kinds.addAll(items.kinds()));
        return kinds;
    }

    private Optional<String> text(String name, Map<String, String> own) {
        return Optional.ofNullable(own.getOrDefault(name, shipped.get(name)));
    }

    private Map<String, Source> sources(Set<String> names, Map<String, String> own) {
        Map<String, Source> sources = new TreeMap<>();
        for (String name : names) {
            String location = own.containsKey(name) ? place.location(name) : "classpath:routes/" + name;
            text(name, own).ifPresent(text -> sources.put(name, new Source(location, text)));
        }
        return sources;
    }

    private String summary(Set<String> names, Map<String, String> before, Map<String, String> wanted) {
        List<String> told = new ArrayList<>();
        for (String name : names) {
            if (wanted.containsKey(name)) {
                told.add(name + (before.containsKey(name) ? " changed" : replaces(name)));
            } else {
                told.add(name + (shipped.containsKey(name) ? " gone, the shipped one is back" : " gone"));
            }
        }
        return String.join("; ", told);
    }

    private String replaces(String name) {
        return shipped.containsKey(name) ? " in place of the shipped one" : " added";
    }
}
