package dev.darkroom.bench.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table in Markdown. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(String... columns) {
        row((Object[]) columns);
        lines.add(Arrays.stream(columns).map(column -> "---").collect(Collectors.joining(" | ", "| ", " |")));
    }

    /** @param cells numbers are written with as many digits as mean something */
    void row(Object... cells) {
        lines.add(Arrays.stream(cells).map(Table::text).collect(Collectors.joining(" | ", "| ", " |")));
    }

    static double median(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            return String.format(Locale.ROOT, number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%.0f", number);
        }
        return cell.toString();
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
