package dev.darkroom.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of docs/metrics.md. */
public final class MetricsTable {

    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| (`[a-z0-9_]+`(?:, `[a-z0-9_]+`)*) \\| (counter|gauge|histogram|summary) \\| ([^|]*)\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private MetricsTable() {}

    /**
     * A metric.
     *
     * @param type counter, gauge, histogram or summary
     * @param labels values by name of a label; none if any can be
     */
    public record Row(String type, Map<String, Set<String>> labels) {}

    /** @return rows by name of the metric */
    public static Map<String, Row> rows() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .toList()) {
            Map<String, Set<String>> labels = new TreeMap<>();
            for (String label : row.group(3).split(";")) {
                List<String> words = codes(label);
                if (!words.isEmpty()) {
                    labels.put(words.get(0), new TreeSet<>(words.subList(1, words.size())));
                }
            }
            codes(row.group(1)).forEach(name -> rows.put(name, new Row(row.group(2), labels)));
        }
        return rows;
    }

    /** @return the name by which the table has a series: without what is added for parts of a histogram or summary */
    public static String family(String series) throws IOException {
        Map<String, Row> rows = rows();
        return rows.containsKey(series) ? series : series.replaceFirst("_(bucket|count|sum|max)$", "");
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).toList();
    }
}
