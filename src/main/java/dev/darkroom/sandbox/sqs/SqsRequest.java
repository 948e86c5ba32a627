package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request to SQS whose sender is the owner.
 *
 * @param body its JSON
 * @param region region that the client signed for
 * @param base start of queue URLs, as the client reaches the sandbox
 * @param queues where to look queues up
 */
record SqsRequest(JsonNode body, String region, String base, Queues queues) {

    Optional<String> text(String name) {
        return body.path(name).isMissingNode() || body.path(name).isNull()
                ? Optional.empty()
                : Optional.of(body.path(name).asText());
    }

    String required(String name) {
        return text(name)
                .orElseThrow(
                        () -> SqsErrors.of("MissingParameter", "The request must contain the parameter " + name + "."));
    }

    /** The queue named by QueueUrl; only the last part of the URL matters. */
    Queue queue() {
        String url = required("QueueUrl");
        return queues.find(url.substring(url.lastIndexOf('/') + 1)).orElseThrow(SqsErrors::noSuchQueue);
    }

    String urlOf(Queue queue) {
        return base + "/" + Queues.ACCOUNT + "/" + queue.name();
    }

    static int number(JsonNode node, String name, int fallback, int least, int most) {
        int value = node.path(name).asInt(fallback);
        if (value < least || value > most) {
            throw SqsErrors.invalidParameter("Value " + value + " for parameter " + name
                    + " is invalid. Reason: Must be between " + least + " and " + most + ", if provided.");
        }
        return value;
    }

    Map<String, String> map(String name) {
        Map<String, String> map = new TreeMap<>();
        body.path(name)
                .properties()
                .forEach(e -> map.put(e.getKey(), e.getValue().asText()));
        return map;
    }

    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        body.path(name).forEach(item -> list.add(item.asText()));
        return list;
    }
}
