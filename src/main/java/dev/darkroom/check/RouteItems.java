package dev.darkroom.check;

import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What kinds of things a route file defines.
 *
 * @param kinds the keys of the items of its list, such as {@code route} and {@code beans}
 */
public record RouteItems(Set<String> kinds) {

    /** Keeps a copy. */
    public RouteItems {
        kinds = Set.copyOf(kinds);
    }

    /**
     * @param content of a file in which {@link RouteCheck} found no mistake
     * @return what it defines
     */
    public static RouteItems of(String content) {
        Set<String> kinds = new TreeSet<>();
        new YamlText().read("", content, new Findings()).ifPresent(root -> collect(root, kinds));
        return new RouteItems(kinds);
    }

    private static void collect(Node root, Set<String> kinds) {
        if (root instanceof SequenceNode list) {
            list.getValue().forEach(item -> Nodes.entries(item).forEach(entry -> kinds.add(Nodes.key(entry))));
        }
    }
}
