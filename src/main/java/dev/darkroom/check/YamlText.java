package dev.darkroom.check;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML with the parser that Camel uses, but never more of it than a route can need. */
final class YamlText {

    /** The parser calls itself for each level. Routes have some twenty. */
    private static final int DEEPEST = 100;

    private final LoadSettings settings = LoadSettings.builder().build();

    /** @return the document; empty if there is none, which is then among the findings */
    Optional<Node> read(String file, String content, Findings findings) {
        try {
            if (!isPlain(file, content, findings)) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(content).filter(node -> !Nodes.isNothing(node));
            if (root.isEmpty()) {
                findings.add(file, 1, "is empty: put a route into it, or remove it");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            findings.add(file, e.getProblemMark().map(Mark::getLine).orElse(0) + 1, message(e));
        } catch (YamlEngineException e) {
            findings.add(file, 1, "is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private boolean isPlain(String file, String content, Findings findings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(content)) {
            if (event instanceof AliasEvent) {
                findings.add(file, line(event), "aliases (*name) are not supported: write out what is meant");
                return false;
            }
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                findings.add(file, line(event), "is nested more than " + DEEPEST + " levels deep");
                return false;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return true;
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static String message(MarkedYamlEngineException failure) {
        String problem = failure.getProblem();
        if (problem.contains("\\t(TAB)") || problem.contains("'\\t'")) {
            return "a tab: indent with spaces";
        }
        if (problem.startsWith("expected <block end>") || problem.startsWith("mapping values are not allowed")) {
            return "bad indentation: align this line with the ones of its block above (" + problem + ")";
        }
        if (problem.startsWith("could not find expected ':'")) {
            return "no ':' after the name on this line or the one above";
        }
        return "is no YAML: " + problem;
    }
}
