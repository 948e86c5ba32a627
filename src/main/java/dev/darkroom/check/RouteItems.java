package dev.darkroom.check;

import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a route file defines, and what it needs of others.
 *
 * @param kinds the keys of the items of its list, such as {@code route} and {@code beans}
 * @param offers the addresses {@code direct:} at which its routes can be called, and its route configurations
 * @param needs the addresses {@code direct:} that it calls, and the route configurations that it names
 */
public record RouteItems(Set<String> kinds, Set<String> offers, Set<String> needs) {

    private static final String DIRECT = "direct:";
    private static final String CONFIGURATION = "routeConfiguration";

    /** Offered by each configuration, and needed by a route that names a pattern. */
    private static final String ANY_CONFIGURATION = CONFIGURATION + ":*";

    /** A configuration without an id is for all routes. */
    private static final String NAMELESS_CONFIGURATION = CONFIGURATION + ":";

    /** Keeps copies. */
    public RouteItems {
        kinds = Set.copyOf(kinds);
        offers = Set.copyOf(offers);
        needs = Set.copyOf(needs);
    }

    /**
     * @param content of a file in which {@link RouteCheck} found no mistake
     * @return what it defines and needs
     */
    public static RouteItems of(String content) {
        Set<String> kinds = new TreeSet<>();
        Set<String> offers = new TreeSet<>();
        Set<String> needs = new TreeSet<>();
        new YamlText().read("", content, new Findings()).ifPresent(root -> {
            collectKinds(root, kinds);
            collect(root, offers, needs);
        });
        if (kinds.contains("route") || kinds.contains("from")) {
            needs.add(NAMELESS_CONFIGURATION);
        }
        return new RouteItems(kinds, offers, needs);
    }

    /** @return what both define and call */
    public RouteItems and(RouteItems other) {
        return new RouteItems(union(kinds, other.kinds), union(offers, other.offers), union(needs, other.needs));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static void collectKinds(Node root, Set<String> kinds) {
        if (root instanceof SequenceNode list) {
            list.getValue().forEach(item -> Nodes.entries(item).forEach(entry -> kinds.add(Nodes.key(entry))));
        }
    }

    private static void collect(Node node, Set<String> offers, Set<String> needs) {
        collectAddress(node, needs);
        collectSplitAddress(node, needs);
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collect(item, offers, needs));
        }
        for (NodeTuple entry : Nodes.entries(node)) {
            Node value = entry.getValueNode();
            switch (Nodes.key(entry)) {
                case "from" -> {
                    Nodes.child(value, "uri").ifPresent(uri -> collectAddress(uri, offers));
                    collectSplitAddress(value, offers);
                    Nodes.child(value, "steps").ifPresent(steps -> collect(steps, offers, needs));
                }
                case CONFIGURATION -> {
                    offers.add(ANY_CONFIGURATION);
                    offers.add(NAMELESS_CONFIGURATION
                            + Nodes.child(value, "id").flatMap(Nodes::text).orElse(""));
                    collect(value, offers, needs);
                }
                case "routeConfigurationId" -> Nodes.text(value).ifPresent(ids -> collectConfigurations(ids, needs));
                default -> collect(value, offers, needs);
            }
        }
    }

    private static void collectConfigurations(String ids, Set<String> needs) {
        for (String id : ids.split(",")) {
            needs.add(id.contains("*") ? ANY_CONFIGURATION : NAMELESS_CONFIGURATION + id.strip());
        }
    }

    /** The address may stand among the parameters. */
    private static void collectSplitAddress(Node node, Set<String> addresses) {
        boolean direct = Nodes.child(node, "uri").flatMap(Nodes::text).stream()
                .anyMatch(uri -> uri.strip().equals("direct"));
        if (direct) {
            Nodes.child(node, "parameters")
                    .flatMap(parameters -> Nodes.child(parameters, "name"))
                    .flatMap(Nodes::text)
                    .ifPresent(name -> addresses.add(DIRECT + name));
        }
    }

    private static void collectAddress(Node node, Set<String> addresses) {
        Nodes.text(node)
                .map(String::strip)
                .filter(text -> text.startsWith(DIRECT))
                .map(text -> DIRECT
                        + text.substring(DIRECT.length())
                                .replaceFirst("^//", "")
                                .replaceFirst("\\?.*", ""))
                .ifPresent(addresses::add);
    }
}
