package dev.darkroom.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what the checks of one run find. */
final class Findings {

    /** A file that is broken in more places is better looked at as a whole. */
    private static final int MOST = 100;

    private final List<Finding> found = new ArrayList<>();

    void add(String file, Node where, String message) {
        add(file, Nodes.line(where), message);
    }

    void add(String file, int line, String message) {
        found.add(new Finding(file, line, message));
    }

    /** @return the findings by file and line */
    List<Finding> sorted() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::file).thenComparing(Finding::line))
                .limit(MOST)
                .toList();
    }
}
