package dev.darkroom.check;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the nodes of a YAML document. */
final class Nodes {

    private Nodes() {}

    /** @return the line where it starts, from 1 */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    static boolean isNothing(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    /** @return the text of a scalar; empty for anything else */
    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar && !isNothing(node)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    static List<NodeTuple> entries(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    static String key(NodeTuple entry) {
        return text(entry.getKeyNode()).orElse("");
    }

    /** @return the value of a key; empty if there is none, or the node is no mapping */
    static Optional<Node> child(Node node, String key) {
        return entries(node).stream()
                .filter(entry -> key(entry).equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }
}
