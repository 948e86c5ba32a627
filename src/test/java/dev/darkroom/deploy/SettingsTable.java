package dev.darkroom.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of docs/configure.md. */
final class SettingsTable {

    private static final Path FILE = Path.of("docs/configure.md");
    private static final String CODE = " (?:`([^`]*)`)?\\s*\\|";
    private static final Pattern ROW = Pattern.compile(
            "\\|" + CODE + CODE + CODE + CODE + " (?:`([^`]*)`|(required))?\\s*\\|" + CODE + " (.+) \\|");

    private SettingsTable() {}

    /**
     * A row; cells that are empty are empty texts.
     *
     * @param property name of the app's property
     * @param variable the environment variable for it
     * @param field path in a Gallery
     * @param value path in the chart's values
     * @param fallback the default
     * @param isRequired whether there can be no default
     * @param laptop the default on a laptop
     * @param meaning what it is
     */
    record Row(
            String property,
            String variable,
            String field,
            String value,
            String fallback,
            boolean isRequired,
            String laptop,
            String meaning) {}

    static List<Row> rows() throws IOException {
        return Files.readAllLines(FILE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(cells -> new Row(
                        text(cells.group(1)),
                        text(cells.group(2)),
                        text(cells.group(3)),
                        text(cells.group(4)),
                        text(cells.group(5)),
                        cells.group(6) != null,
                        text(cells.group(7)),
                        cells.group(8)))
                .toList();
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }
}
