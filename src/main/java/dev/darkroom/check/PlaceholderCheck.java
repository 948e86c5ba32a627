package dev.darkroom.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks for settings that nobody gives a value. */
final class PlaceholderCheck {

    /** No default and no function such as {@code env:}, since both have a colon; and not optional, which is a question mark. */
    private static final Pattern SETTING = Pattern.compile("\\{\\{\\s*!?([\\w.\\[\\]-]+)\\s*}}");

    private final Predicate<String> isSet;
    private final Set<String> settings;

    /**
     * @param settings the ones with defaults
     * @param isSet whether another one has a value
     */
    PlaceholderCheck(Collection<String> settings, Predicate<String> isSet) {
        this.settings = Set.copyOf(settings);
        this.isSet = isSet;
    }

    void check(RouteFile file, Findings findings) {
        Set<String> parameters = new HashSet<>();
        file.elements("RouteTemplateParameterDefinition")
                .flatMap(parameter -> parameter.setting("name").stream())
                .flatMap(name -> Nodes.text(name).stream())
                .forEach(parameters::add);
        visit(file, file.root(), parameters, findings);
    }

    private void visit(RouteFile file, Node node, Set<String> parameters, Findings findings) {
        Nodes.text(node).ifPresent(text -> checkText(file, node, text, parameters, findings));
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> visit(file, item, parameters, findings));
        }
        for (NodeTuple entry : Nodes.entries(node)) {
            if (!Nodes.key(entry).equals("description")) {
                visit(file, entry.getValueNode(), parameters, findings);
            }
        }
    }

    private void checkText(RouteFile file, Node node, String text, Set<String> parameters, Findings findings) {
        Matcher matcher = SETTING.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!settings.contains(name) && !parameters.contains(name) && !isSet.test(name)) {
                findings.add(
                        file.name(),
                        node,
                        "{{" + name + "}} is not set: set it, or give a default as in {{" + name + ":value}}"
                                + Spelling.hint(name, settings));
            }
        }
    }
}
