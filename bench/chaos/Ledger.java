package dev.darkroom.bench.chaos;

import dev.darkroom.bench.chaos.Violation.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What came out of a run. Good only if nothing is wrong. */
final class Ledger {

    private static final int MOST_SHOWN = 20;

    private final Map<String, String> figures = new LinkedHashMap<>();
    private final Set<Kind> promises = EnumSet.noneOf(Kind.class);
    private final List<Violation> violations = new ArrayList<>();

    /** Adds a line. */
    void figure(String name, Object value) {
        figures.put(name, value.toString());
    }

    /** Says that promises were looked at, and what was found. */
    void checked(Set<Kind> kinds, List<Violation> found) {
        promises.addAll(kinds);
        violations.addAll(found);
    }

    /** The same for a promise that concerns the run as a whole. */
    void check(Kind kind, boolean kept, String story) {
        checked(Set.of(kind), kept ? List.of() : List.of(new Violation(kind, "", story)));
    }

    boolean isGood() {
        return violations.isEmpty();
    }

    /** Prints it; the story of each key that went wrong is written into a file of its own. */
    void print(PrintStream out, History history, Path directory) throws IOException {
        figures.forEach((name, value) -> out.printf("%-42s %s%n", name, value));
        for (Kind kind : promises) {
            long count = violations.stream().filter(v -> v.kind() == kind).count();
            out.printf("%-42s %d%n", kind.title(), count);
        }
        for (int i = 0; i < violations.size(); i++) {
            Violation violation = violations.get(i);
            Path trace = directory.resolve("violation-" + (i + 1) + ".txt");
            List<String> story = new ArrayList<>(
                    List.of(violation.kind().title() + ": " + quoted(violation.key()), violation.story()));
            story.addAll(history.of(violation.key()));
            Files.write(trace, story, StandardCharsets.UTF_8);
            if (i < MOST_SHOWN) {
                out.printf("  %s: %s: %s (%s)%n", violation.kind(), quoted(violation.key()), violation.story(), trace);
            }
        }
        out.println(isGood() ? "GOOD" : "BAD: " + violations.size() + " violations");
    }

    private static String quoted(String key) {
        String shown = key.length() > 60 ? key.substring(0, 60) + "..." : key;
        return '"' + shown.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"';
    }
}
