package dev.darkroom.check;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A piece of a route file that Camel has a definition of: a route, a step, an expression, a bean.
 *
 * @param type Camel's name of it, such as {@code SetBodyDefinition}
 * @param key how the file calls it, such as {@code setBody}
 * @param node its content
 * @param parent that in which it is; empty at the top
 */
record Element(String type, String key, Node node, Optional<Element> parent) {

    /** @return the value of a setting that is text */
    Optional<Node> setting(String name) {
        return Nodes.child(node, name).filter(value -> Nodes.text(value).isPresent());
    }

    /** @return the value of a setting that may also stand alone, as in {@code log: text} */
    Optional<Node> mainSetting(String name) {
        return Nodes.text(node).isPresent() ? Optional.of(node) : setting(name);
    }
}
