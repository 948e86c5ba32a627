package dev.darkroom.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process answers at {@code /q/metrics}.
 *
 * @param types type of each metric
 * @param samples all lines with a value
 */
record Scrape(Map<String, String> types, List<Sample> samples) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern LINE = Pattern.compile("([A-Za-z_:][A-Za-z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    record Sample(String name, Map<String, String> labels) {}

    /** Several processes of one installation, as Prometheus would have them together. */
    static Scrape of(String... texts) {
        Map<String, String> types = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        for (String line : String.join("\n", texts).split("\n")) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = LINE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                samples.add(new Sample(sample.group(1), labels(sample.group(2))));
            }
        }
        return new Scrape(types, samples);
    }

    /** Of a metric, as well as of its parts, such as {@code _bucket}. */
    List<Sample> of(String metric) {
        return samples.stream().filter(sample -> sample.name().equals(metric)).toList();
    }

    /** The values that each label of a metric has. */
    static Map<String, Set<String>> values(List<Sample> samples) {
        Map<String, Set<String>> values = new HashMap<>();
        samples.forEach(sample -> sample.labels()
                .forEach((label, value) -> values.computeIfAbsent(label, unknown -> new HashSet<>())
                        .add(value)));
        return values;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }
}
