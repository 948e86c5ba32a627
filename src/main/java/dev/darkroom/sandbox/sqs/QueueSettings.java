package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.auth.Policy;
import dev.darkroom.sandbox.http.ServiceException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attributes of a queue that can be set, and what they mean. Immutable. */
final class QueueSettings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> DEFAULTS = Map.of(
            "VisibilityTimeout", "30",
            "MaximumMessageSize", "262144",
            "MessageRetentionPeriod", "345600",
            "DelaySeconds", "0",
            "ReceiveMessageWaitTimeSeconds", "0",
            "SqsManagedSseEnabled", "true");
    private static final Map<String, int[]> RANGES = Map.of(
            "VisibilityTimeout", new int[] {0, 43_200},
            "MaximumMessageSize", new int[] {1024, 1_048_576},
            "MessageRetentionPeriod", new int[] {60, 1_209_600},
            "DelaySeconds", new int[] {0, 900},
            "ReceiveMessageWaitTimeSeconds", new int[] {0, 20});

    private final Map<String, String> values;
    private final Optional<Policy> policy;
    private final Optional<JsonNode> redrive;

    private QueueSettings(Map<String, String> values) {
        this.values = Map.copyOf(values);
        this.policy = value("Policy").map(Policy::parse);
        this.redrive = value("RedrivePolicy").map(text -> json("RedrivePolicy", text));
    }

    static QueueSettings of(Map<String, String> given) {
        return new QueueSettings(DEFAULTS).with(given);
    }

    /**
     * Changes some attributes; an empty value removes one.
     *
     * @throws ServiceException when a name or value is not valid
     */
    QueueSettings with(Map<String, String> given) {
        Map<String, String> changed = new TreeMap<>(values);
        given.forEach((name, value) -> {
            validate(name, value);
            if (value.isEmpty()) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        return new QueueSettings(changed);
    }

    Map<String, String> values() {
        return values;
    }

    boolean has(Map<String, String> others) {
        return others.entrySet().stream().allMatch(e -> e.getValue().equals(values.getOrDefault(e.getKey(), "")));
    }

    Optional<Policy> policy() {
        return policy;
    }

    Optional<String> deadLetterArn() {
        return redrive.map(r -> r.path("deadLetterTargetArn").asText());
    }

    int maxReceiveCount() {
        return redrive.map(r -> r.path("maxReceiveCount").asInt()).orElse(Integer.MAX_VALUE);
    }

    long visibilityMillis() {
        return 1000L * number("VisibilityTimeout");
    }

    long retentionMillis() {
        return 1000L * number("MessageRetentionPeriod");
    }

    int number(String name) {
        return Integer.parseInt(values.get(name));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static void validate(String name, String value) {
        switch (name) {
            case "Policy", "RedriveAllowPolicy", "SqsManagedSseEnabled" -> {}
            case "RedrivePolicy" -> {
                if (!value.isEmpty()
                        && json(name, value).path("maxReceiveCount").asInt() < 1) {
                    throw invalid(name, value);
                }
            }
            default -> {
                int[] range = RANGES.get(name);
                if (range == null) {
                    throw SqsErrors.of("InvalidAttributeName", "Unknown Attribute " + name + ".");
                }
                if (!value.matches("\\d{1,9}")
                        || Integer.parseInt(value) < range[0]
                        || Integer.parseInt(value) > range[1]) {
                    throw invalid(name, value);
                }
            }
        }
    }

    private static JsonNode json(String name, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid(name, text);
        }
    }

    private static ServiceException invalid(String name, String value) {
        return SqsErrors.of("InvalidAttributeValue", "Invalid value for the parameter " + name + ": " + value);
    }
}
