package dev.darkroom.check;

import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A route file as it was understood.
 *
 * @param name of the file
 * @param root the whole document
 * @param elements what is in it, outer before inner
 */
record RouteFile(String name, Node root, List<Element> elements) {

    RouteFile {
        elements = List.copyOf(elements);
    }

    Stream<Element> elements(String type) {
        return elements.stream().filter(element -> element.type().equals(type));
    }
}
