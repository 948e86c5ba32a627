package dev.darkroom.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Compares one file with the schema, and lists what is in it. */
final class Structure {

    private static final String STEP = "ProcessorDefinition";

    private final DslSchema schema;
    private final String file;
    private final Findings findings;
    private final List<Element> elements = new ArrayList<>();

    Structure(DslSchema schema, String file, Findings findings) {
        this.schema = schema;
        this.file = file;
        this.findings = findings;
    }

    RouteFile read(Node root) {
        if (root instanceof SequenceNode) {
            visit("the file", root, schema.file(), Optional.empty());
        } else {
            findings.add(file, root, "must be a list: start with '- route:'");
        }
        return new RouteFile(file, root, elements);
    }

    private void visit(String key, Node node, JsonNode place, Optional<Element> parent) {
        Shape shape = schema.shape(place);
        Optional<Element> inner = parent;
        if (!shape.type().isEmpty()) {
            Element element = new Element(shape.type(), key, node, parent);
            elements.add(element);
            inner = Optional.of(element);
        }
        if (node instanceof ScalarNode) {
            visitText(key, node, shape);
        } else if (node instanceof SequenceNode list) {
            visitList(key, list, shape, inner);
        } else {
            visitSettings(key, node, shape, inner);
        }
    }

    private void visitText(String key, Node node, Shape shape) {
        if (Nodes.isNothing(node)) {
            boolean bare = shape.takesSettings() && shape.required().isEmpty();
            if (!bare) {
                findings.add(file, node, "'" + key + "' has no value" + needed(shape.required()));
            }
        } else if (shape.text().isPresent()) {
            checkText(key, node, shape.text().get());
        } else if (!shape.properties().isEmpty() || !shape.takesSettings()) {
            String wanted = shape.items().isPresent() ? "a list: start each item with '- '" : "settings below it";
            findings.add(file, node, "'" + key + "' must have " + wanted + ", not text");
        }
    }

    private static String needed(Set<String> required) {
        return required.isEmpty() ? "" : ": give it " + quoted(required);
    }

    private void checkText(String key, Node node, JsonNode wanted) {
        String value = Nodes.text(node).orElse("");
        if (value.contains("{{") || value.contains("${")) {
            return;
        }
        List<String> words = StreamSupport.stream(wanted.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        if (!words.isEmpty() && words.stream().noneMatch(value::equalsIgnoreCase)) {
            findings.add(
                    file,
                    node,
                    "'" + key + "' is '" + value + "': use one of " + String.join(", ", words)
                            + Spelling.hint(value, words));
        }
        Values.mistake(wanted.path("type").asText(), value)
                .ifPresent(mistake -> findings.add(file, node, "'" + key + "' is '" + value + "': " + mistake));
    }

    private void visitList(String key, SequenceNode list, Shape shape, Optional<Element> parent) {
        if (shape.items().isEmpty()) {
            findings.add(file, list, "'" + key + "' is no list: remove the '-' below it");
            return;
        }
        for (Node item : list.getValue()) {
            visit(key, item, shape.items().get(), parent);
        }
    }

    private void visitSettings(String key, Node node, Shape shape, Optional<Element> parent) {
        if (!shape.takesSettings()) {
            findings.add(
                    file,
                    node,
                    "'" + key + "' must be "
                            + (shape.items().isPresent()
                                    ? "a list: start each item with '- '"
                                    : "text, without settings"));
            return;
        }
        Set<String> given = new HashSet<>();
        for (NodeTuple entry : Nodes.entries(node)) {
            String name = Nodes.key(entry);
            if (!given.add(name)) {
                findings.add(file, entry.getKeyNode(), "'" + name + "' is given twice: remove one");
            }
            JsonNode place = shape.properties().get(name);
            if (place != null) {
                visit(name, entry.getValueNode(), place, parent);
            } else if (!shape.properties().isEmpty()) {
                findings.add(file, entry.getKeyNode(), unknown(key, name, shape));
            }
        }
        checkPresence(key, node, shape, given);
    }

    private String unknown(String key, String name, Shape shape) {
        Set<String> known = shape.properties().keySet();
        String where = shape.type().equals(STEP)
                ? "there is no step '" + name + "'"
                : shape.single() ? "'" + name + "' cannot stand here" : "'" + key + "' has no setting '" + name + "'";
        String hint = Spelling.hint(name, known);
        if (hint.isEmpty() && shape.single() && !shape.type().equals(STEP)) {
            return where + ": use one of " + String.join(", ", new TreeSet<>(known));
        }
        if (hint.isEmpty() && known.contains("steps") && schema.steps().contains(name)) {
            return where + ": it is a step; put it below 'steps', as '- " + name + ":'";
        }
        if (hint.isEmpty() && name.equals("steps") && known.contains("from")) {
            return where + ": put 'steps' below 'from'";
        }
        return where + hint;
    }

    private void checkPresence(String key, Node node, Shape shape, Set<String> given) {
        Set<String> missing = new TreeSet<>(shape.required());
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            findings.add(file, node, "'" + key + "' lacks " + quoted(missing));
        }
        if (shape.single() && given.size() > 1) {
            findings.add(
                    file,
                    node,
                    quoted(new TreeSet<>(given)) + " are in one item of the list: start each with '- ', or indent what"
                            + " belongs below the other");
        }
        for (Shape.Choice choice : shape.choices()) {
            Set<String> chosen = new TreeSet<>(choice.names());
            chosen.retainAll(given);
            if (chosen.size() > 1) {
                findings.add(file, node, "'" + key + "' has " + quoted(chosen) + ": keep one of them");
            }
            boolean typo = !shape.properties().keySet().containsAll(given);
            if (chosen.isEmpty() && !choice.optional() && !typo) {
                findings.add(file, node, "'" + key + "' is empty: say in which language, as in 'simple: ...'");
            }
        }
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
    }
}
