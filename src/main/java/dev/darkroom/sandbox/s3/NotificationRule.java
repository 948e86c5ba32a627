package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import java.util.List;
import java.util.Locale;

/**
 * Which events of a bucket go to which queue.
 *
 * @param id names the rule in events
 * @param queueArn where to
 * @param events event names such as {@code s3:ObjectCreated:*}
 * @param prefix what keys start with
 * @param suffix what keys end with
 */
record NotificationRule(String id, String queueArn, List<String> events, String prefix, String suffix) {

    static List<NotificationRule> parse(String document) {
        Xml configuration = Xml.parse(document, "NotificationConfiguration");
        configuration.children().stream()
                .filter(c -> !c.name().equals("QueueConfiguration"))
                .findFirst()
                .ifPresent(other -> {
                    throw ServiceException.notImplemented("notifications by " + other.name());
                });
        return configuration
                .all("QueueConfiguration")
                .map(NotificationRule::parse)
                .toList();
    }

    private static NotificationRule parse(Xml rule) {
        return new NotificationRule(
                rule.value("Id").orElse(""),
                rule.value("Queue").orElse(""),
                rule.all("Event").map(Xml::text).toList(),
                filter(rule, "prefix"),
                filter(rule, "suffix"));
    }

    boolean wants(String event, String key) {
        return events.stream().anyMatch(e -> covers(e, event)) && key.startsWith(prefix) && key.endsWith(suffix);
    }

    /** S3 refuses two rules that could both want one event. */
    boolean overlaps(NotificationRule other) {
        return events.stream().anyMatch(a -> other.events.stream().anyMatch(b -> covers(a, b) || covers(b, a)))
                && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
                && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix));
    }

    private static boolean covers(String pattern, String event) {
        return pattern.equals(event)
                || pattern.endsWith("*") && event.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    private static String filter(Xml rule, String name) {
        return rule.first("Filter").flatMap(f -> f.first("S3Key")).stream()
                .flatMap(key -> key.all("FilterRule"))
                .filter(r -> r.value("Name").orElse("").toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .flatMap(r -> r.value("Value"))
                .orElse("");
    }
}
