package dev.darkroom.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Looks for addresses from which two routes want to be called. Camel refuses the second one of {@code direct:}; of two for HTTP, the
 * first one answers.
 */
final class EntranceCheck {

    private static final Set<String> SCHEMES = Set.of("direct", "platform-http");

    /** An address, when it is there, and which HTTP methods it takes; none means all. */
    private record Entrance(String address, String precondition, Set<String> methods, String told, Node where) {

        /** Routes with different preconditions may be meant for different roles. */
        boolean clashesWith(Entrance other) {
            boolean together =
                    precondition.isEmpty() || other.precondition.isEmpty() || precondition.equals(other.precondition);
            boolean alike = methods.isEmpty()
                    || other.methods.isEmpty()
                    || methods.stream().anyMatch(other.methods::contains);
            return address.equals(other.address) && together && alike;
        }
    }

    private final Map<String, List<Entrance>> taken = new HashMap<>();

    /** @param shipped routes that run beside those that are checked */
    EntranceCheck(List<RouteFile> shipped) {
        shipped.forEach(file -> entrances(file, "the shipped " + file.name()).forEach(this::take));
    }

    void check(RouteFile file, Findings findings) {
        entrances(file, file.name()).forEach(entrance -> {
            taken.getOrDefault(entrance.address(), List.of()).stream()
                    .filter(entrance::clashesWith)
                    .findFirst()
                    .ifPresent(other -> findings.add(
                            file.name(),
                            entrance.where(),
                            "the address '" + entrance.address() + "' is also that of a route in " + other.told()
                                    + ": choose another"));
            take(entrance);
        });
    }

    private void take(Entrance entrance) {
        taken.merge(entrance.address(), List.of(entrance), (a, b) -> Stream.concat(a.stream(), b.stream())
                .toList());
    }

    private static Stream<Entrance> entrances(RouteFile file, String told) {
        return file.elements().stream()
                .flatMap(element -> EndpointUse.of(element)
                        .filter(EndpointUse::receives)
                        .filter(use -> isFixed(use) && !isTemplate(element))
                        .map(use -> entrance(use, precondition(element), told))
                        .stream());
    }

    private static Entrance entrance(EndpointUse use, String precondition, String told) {
        Set<String> methods = new TreeSet<>();
        Optional.ofNullable(use.options().get("httpMethodRestrict"))
                .ifPresent(option ->
                        methods.addAll(Arrays.asList(option.value().strip().split("\\s*,\\s*"))));
        String address = use.scheme() + ":" + use.path();
        return new Entrance(address, precondition, methods, told + ", line " + Nodes.line(use.where()), use.where());
    }

    private static boolean isFixed(EndpointUse use) {
        return SCHEMES.contains(use.scheme()) && !use.path().contains("{{");
    }

    private static boolean isTemplate(Element element) {
        return outwards(element).anyMatch(outer -> outer.type().startsWith("RouteTemplate"));
    }

    private static String precondition(Element element) {
        return outwards(element)
                .flatMap(outer -> outer.setting("precondition").stream())
                .flatMap(node -> Nodes.text(node).stream())
                .findFirst()
                .orElse("");
    }

    private static Stream<Element> outwards(Element element) {
        return Stream.iterate(Optional.of(element), Optional::isPresent, inner -> inner.flatMap(Element::parent))
                .flatMap(Optional::stream);
    }
}
