package dev.darkroom.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A worked change of docs/change-routes.md: the blocks of code below its heading, which are run as they stand. */
record GuideChange(String text) {

    private static final Path GUIDE = Path.of("docs/change-routes.md");
    private static final Pattern FILE = Pattern.compile("--- routes/(.+)");

    /**
     * @param heading of the change, without the number signs
     * @return what the guide says below it
     */
    static GuideChange of(String heading) {
        try {
            String guide = Files.readString(GUIDE);
            int start = guide.indexOf("\n### " + heading + "\n");
            if (start < 0) {
                throw new AssertionError("The guide has no heading '" + heading + "'");
            }
            Matcher next = Pattern.compile("\n##+ ").matcher(guide);
            int end = next.find(start + 1) ? next.start() : guide.length();
            return new GuideChange(guide.substring(start, end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the only block of a language */
    String block(String language) {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(text);
        if (!block.find()) {
            throw new AssertionError("No block of " + language + " in: " + text);
        }
        return block.group(1);
    }

    /** Writes the shipped file with the change into a directory. */
    void apply(Path directory) throws IOException {
        List<String> lines = block("diff").lines().toList();
        Matcher named = FILE.matcher(lines.get(0));
        if (!named.matches()) {
            throw new AssertionError("The first line of a change names a file, not: " + lines.get(0));
        }
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String content = line.substring(1);
            if (line.charAt(0) != '+') {
                before.add(content);
            }
            if (line.charAt(0) != '-') {
                after.add(content);
            }
        }
        List<String> file = new ArrayList<>(Files.readAllLines(Path.of("routes", named.group(1))));
        int at = Collections.indexOfSubList(file, before);
        if (at < 0 || Collections.lastIndexOfSubList(file, before) != at) {
            throw new AssertionError("Not exactly once in " + named.group(1) + ": " + String.join("\n", before));
        }
        file.subList(at, at + before.size()).clear();
        file.addAll(at, after);
        Files.write(directory.resolve(named.group(1)), file);
    }
}
