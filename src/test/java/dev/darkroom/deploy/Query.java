package dev.darkroom.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A question to Prometheus that the dashboard or an alert asks.
 *
 * @param where the panel or the alert
 * @param text in PromQL
 */
public record Query(String where, String text) {

    private static final Pattern METRIC =
            Pattern.compile("\\b((?:darkroom|camel|jvm|process|system)_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([A-Za-z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPS = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
    private static final Path DASHBOARD = Path.of("helm/darkroom/dashboards/darkroom.json");
    private static final Path ALERTS = Path.of("helm/darkroom/alerts/darkroom.yaml");

    /** Added by whoever scrapes: a PodMonitor by its podTargetLabels, a ServiceMonitor, Prometheus itself. */
    public static final Set<String> LABELS_OF_SCRAPES = Set.of("darkroom_dev_gallery", "namespace", "pod");

    /**
     * What is asked of a metric.
     *
     * @param metric its name
     * @param values the value that a label has to have, by label; other conditions are left out
     * @param labels names of labels in conditions
     */
    public record Selection(String metric, Map<String, String> values, Set<String> labels) {}

    /** @return all that the dashboard and the alerts ask */
    public static List<Query> all() throws IOException {
        List<Query> all = new ArrayList<>();
        for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                all.add(new Query(
                        "panel " + panel.path("title").asText(),
                        target.path("expr").asText()));
            }
        }
        for (JsonNode group : new YAMLMapper().readTree(ALERTS.toFile()).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                all.add(new Query(
                        "alert " + rule.path("alert").asText(),
                        rule.path("expr").asText()));
            }
        }
        return all;
    }

    /** @return what it asks of each metric */
    public List<Selection> selections() {
        return METRIC.matcher(text)
                .results()
                .filter(found -> !LABELS_OF_SCRAPES.contains(found.group(1)))
                .map(Query::selection)
                .toList();
    }

    /** @return labels by which the answer is grouped */
    public Set<String> groups() {
        Set<String> labels = new TreeSet<>();
        GROUPS.matcher(text)
                .results()
                .forEach(found -> labels.addAll(List.of(found.group(1).split(", *"))));
        return labels;
    }

    private static Selection selection(MatchResult found) {
        Map<String, String> values = new HashMap<>();
        Set<String> labels = new TreeSet<>();
        String conditions = found.group(2) == null ? "" : found.group(2);
        MATCHER.matcher(conditions).results().forEach(condition -> {
            labels.add(condition.group(1));
            boolean names =
                    condition.group(2).endsWith("=") && !condition.group(3).isEmpty();
            if (names) {
                values.put(condition.group(1), condition.group(3));
            }
        });
        return new Selection(found.group(1), values, labels);
    }
}
