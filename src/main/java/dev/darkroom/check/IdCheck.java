package dev.darkroom.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Looks for ids that are used twice; of two routes with one id, Camel would run the last. */
final class IdCheck {

    private final Map<String, String> taken = new HashMap<>();

    /** @param shipped routes that run beside those that are checked */
    IdCheck(List<RouteFile> shipped) {
        shipped.forEach(file -> file.elements().forEach(element -> id(element)
                .flatMap(Nodes::text)
                .ifPresent(id -> taken.put(
                        id,
                        "in the shipped " + file.name()
                                + ": choose another, or name this file like that one to replace it"))));
    }

    void check(RouteFile file, Findings findings) {
        for (Element element : file.elements()) {
            id(element).ifPresent(id -> {
                String name = Nodes.text(id).orElse("");
                String other = taken.putIfAbsent(
                        name, "on line " + Nodes.line(id) + " of " + file.name() + ": choose another");
                if (other != null) {
                    findings.add(file.name(), id, "the id '" + name + "' is also " + other);
                }
            });
        }
    }

    private static Optional<Node> id(Element element) {
        return element.type().endsWith("Expression") ? Optional.empty() : element.setting("id");
    }
}
