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
import java.util.stream.Stream;

/** Tells what runs when there are certain files of one's own: these, and the shipped ones whose names they do not have. */
final class RouteSources {

    /** What takes effect with the routes of its file; a bean, say, may be in use by others that nobody would make anew. */
    private static final Set<String> CHANGEABLE = Set.of(
            "route",
            "from",
            "routeConfiguration",
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
     * Routes have copies of their configurations. And who calls a route goes with it: Camel's {@code direct:} hands some exchanges to
     * the former route for as long as there is no new one, if several threads call.
     *
     * @param changed names of files that change
     * @return these, and others that have to be loaded anew with them
     */
    Set<String> withUsers(Set<String> changed, Map<String, String> before, Map<String, String> wanted) {
        Map<String, RouteItems> files = items(changed, before, wanted);
        Set<String> all = new TreeSet<>(changed);
        boolean grows = true;
        while (grows) {
            Set<String> offered = new TreeSet<>();
            all.forEach(name -> offered.addAll(files.get(name).offers()));
            grows = files.entrySet().stream()
                    .filter(file -> file.getValue().needs().stream().anyMatch(offered::contains))
                    .map(file -> all.add(file.getKey()))
                    .reduce(false, Boolean::logicalOr);
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
        Map<String, RouteItems> files = items(changed, before, wanted);
        List<String> reasons = new ArrayList<>();
        for (String name : all) {
            Set<String> fixed = new TreeSet<>(files.get(name).kinds());
            fixed.removeAll(CHANGEABLE);
            if (!fixed.isEmpty()) {
                String what = changed.contains(name)
                        ? "a change to it needs a restart"
                        : "has to be loaded anew as well, and that needs a restart";
                reasons.add(name + ": " + what + ", because it has " + String.join(" and ", fixed));
            }
        }
        return reasons;
    }

    /** @return the files of these names, as Camel is to see them; none for a name that no file has */
    Map<String, Source> sources(Set<String> names, Map<String, String> own) {
        Map<String, Source> sources = new TreeMap<>();
        for (String name : names) {
            String location = own.containsKey(name) ? place.location(name) : ShippedRoutes.location(name);
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

    /** What there is, before and after, by file name. */
    private Map<String, RouteItems> items(Set<String> changed, Map<String, String> before, Map<String, String> wanted) {
        Set<String> names = new TreeSet<>(shipped.keySet());
        names.addAll(changed);
        names.addAll(wanted.keySet());
        Map<String, RouteItems> items = new TreeMap<>();
        for (String name : names) {
            Stream.of(before, wanted)
                    .flatMap(own -> text(name, own).stream())
                    .distinct()
                    .map(RouteItems::of)
                    .forEach(some -> items.merge(name, some, RouteItems::and));
        }
        return items;
    }

    private Optional<String> text(String name, Map<String, String> own) {
        return Optional.ofNullable(own.getOrDefault(name, shipped.get(name)));
    }
}
