package dev.darkroom.app;

import dev.darkroom.app.RouteSwap.Source;
import dev.darkroom.check.RouteItems;
import dev.darkroom.check.ShippedRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells what runs when there are certain files of one's own: these, and the shipped ones whose names they do not have. */
final class RouteSources {

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
    private final Map<String, String> shipped;

    /**
     * @param place of the files of one's own
     * @param shipped the others
     */
    RouteSources(RoutePlace place, ShippedRoutes shipped) {
        this.place = place;
        this.shipped = shipped.files();
    }

    /** @return the names of the files that differ */
    Set<String> differences(Map<String, String> before, Map<String, String> wanted) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(wanted.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), wanted.get(name)));
        return names;
    }

    /**
     * @param changed names of files that change
     * @return these, and others that have to be loaded anew with them: routes have copies of their configurations
     */
    Set<String> withUsers(Set<String> changed, Map<String, String> before, Map<String, String> wanted) {
        Set<String> all = new TreeSet<>(changed);
        if (changed.stream().anyMatch(name -> kinds(name, before, wanted).contains(CONFIGURATION))) {
            Set<String> others = new TreeSet<>(shipped.keySet());
            others.addAll(wanted.keySet());
            others.removeIf(name -> kinds(name, before, wanted).stream().noneMatch(ROUTES::contains));
            all.addAll(others);
        }
        return all;
    }

    /**
     * @param changed names of files that change
     * @param all these, and what has to be loaded anew with them
     * @return why that cannot be done while the app runs, a line for each file; none if it can
     */
    List<String> restarts(
            Set<String> changed, Set<String> all, Map<String, String> before, Map<String, String> wanted) {
        List<String> reasons = new ArrayList<>();
        for (String name : all) {
            Set<String> fixed = new TreeSet<>(kinds(name, before, wanted));
            fixed.removeAll(CHANGEABLE);
            if (!fixed.isEmpty()) {
                String what = changed.contains(name)
                        ? "a change to it needs a restart"
                        : "a change to routeConfiguration needs a restart";
                reasons.add(name + ": " + what + ", because it has " + String.join(" and ", fixed));
            }
        }
        return reasons;
    }

    /** @return the files of these names, as Camel is to see them; none for a name that no file has */
    Map<String, Source> sources(Set<String> names, Map<String, String> own) {
        Map<String, Source> sources = new TreeMap<>();
        for (String name : names) {
            String location = own.containsKey(name) ? place.location(name) : "classpath:routes/" + name;
            text(name, own).ifPresent(text -> sources.put(name, new Source(location, text)));
        }
        return sources;
    }

    /** @return what happens to the files of these names, in one line */
    String summary(Set<String> names, Map<String, String> before, Map<String, String> wanted) {
        List<String> told = new ArrayList<>();
        for (String name : names) {
            if (!wanted.containsKey(name)) {
                told.add(name + (shipped.containsKey(name) ? " gone, the shipped one is back" : " gone"));
            } else if (before.containsKey(name)) {
                told.add(name + " changed");
            } else {
                told.add(name + (shipped.containsKey(name) ? " in place of the shipped one" : " added"));
            }
        }
        return String.join("; ", told);
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
}
