package dev.darkroom.check;

import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a route file defines, and what it calls.
 *
 * @param kinds the keys of the items of its list, such as {@code route} and {@code beans}
 * @param entrances the addresses {@code direct:} at which its routes can be called
 * @param calls the addresses {@code direct:} that it calls
 */
public record RouteItems(Set<String> kinds, Set<String> entrances, Set<String> calls) {

    private static final String DIRECT = "direct:";

    /** Keeps copies. */
    public RouteItems {
        kinds = Set.copyOf(kinds);
        entrances = Set.copyOf(entrances);
        calls = Set.copyOf(calls);
    }

    /**
     * @param content of a file in which {@link RouteCheck} found no mistake
     * @return what it defines and calls
     */
    public static RouteItems of(String content) {
        Set<String> kinds = new TreeSet<>();
        Set<String> entrances = new TreeSet<>();
        Set<String> calls = new TreeSet<>();
        new YamlText().read("", content, new Findings()).ifPresent(root -> {
            collectKinds(root, kinds);
            collectAddresses(root, entrances, calls);
        });
        return new RouteItems(kinds, entrances, calls);
    }

    /** @return what both define and call */
    public RouteItems and(RouteItems other) {
        return new RouteItems(union(kinds, other.kinds), union(entrances, other.entrances), union(calls, other.calls));
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

    private static void collectAddresses(Node node, Set<String> entrances, Set<String> calls) {
        collectAddress(node, calls);
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collectAddresses(item, entrances, calls));
        }
        for (NodeTuple entry : Nodes.entries(node)) {
            Node value = entry.getValueNode();
            if (Nodes.key(entry).equals("from")) {
                Nodes.child(value, "uri").ifPresent(uri -> collectAddress(uri, entrances));
                Nodes.child(value, "steps").ifPresent(steps -> collectAddresses(steps, entrances, calls));
            } else {
                collectAddresses(value, entrances, calls);
            }
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
