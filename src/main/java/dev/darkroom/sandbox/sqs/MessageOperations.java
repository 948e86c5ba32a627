package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.sandbox.http.ServiceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sending, receiving and deleting messages, one by one and in batches. */
final class MessageOperations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ENTRIES = 10;

    private final Queues queues;

    MessageOperations(Queues queues) {
        this.queues = queues;
    }

    Map<String, SqsOperation> operations() {
        return Map.of(
                "SendMessage", r -> send(r.queue(), r.body()),
                "SendMessageBatch", this::sendBatch,
                "ReceiveMessage", this::receive,
                "DeleteMessage", r -> delete(r.queue(), r.body()),
                "DeleteMessageBatch", r -> batch(r, this::delete),
                "ChangeMessageVisibility", r -> changeVisibility(r.queue(), r.body()),
                "ChangeMessageVisibilityBatch", r -> batch(r, this::changeVisibility));
    }

    /** What is done with one entry of a batch, or with the only one. */
    private interface Action {
        ObjectNode run(Queue queue, JsonNode entry) throws IOException;
    }

    private ObjectNode sendBatch(SqsRequest request) throws IOException {
        int total = 0;
        for (JsonNode entry : request.body().path("Entries")) {
            total += size(entry);
        }
        if (total > request.queue().settings().number("MaximumMessageSize")) {
            throw SqsErrors.of("BatchRequestTooLong", "Batch requests cannot be longer than the MaximumMessageSize.");
        }
        return batch(request, this::send);
    }

    private ObjectNode batch(SqsRequest request, Action action) throws IOException {
        Queue queue = request.queue();
        List<JsonNode> entries = new ArrayList<>();
        request.body().path("Entries").forEach(entries::add);
        Set<String> ids = new HashSet<>();
        entries.forEach(entry -> ids.add(entry.path("Id").asText()));
        if (entries.isEmpty()) {
            throw SqsErrors.of("EmptyBatchRequest", "There should be at least one entry in the request.");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw SqsErrors.of("TooManyEntriesInBatchRequest", "Maximum number of entries per request are 10.");
        }
        if (ids.size() < entries.size()) {
            throw SqsErrors.of(
                    "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        for (JsonNode entry : entries) {
            String id = entry.path("Id").asText();
            try {
                successful.add(action.run(queue, entry).put("Id", id));
            } catch (ServiceException refused) {
                failed.addObject()
                        .put("Id", id)
                        .put("SenderFault", true)
                        .put("Code", refused.code())
                        .put("Message", refused.getMessage());
            }
        }
        return answer;
    }

    private ObjectNode send(Queue queue, JsonNode entry) throws IOException {
        String body = entry.path("MessageBody").asText();
        int most = queue.settings().number("MaximumMessageSize");
        if (body.isEmpty()) {
            throw SqsErrors.of("MissingParameter", "The request must contain the parameter MessageBody.");
        }
        if (size(entry) > most) {
            throw SqsErrors.invalidParameter(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + most + " bytes.");
        }
        if (!body.codePoints().allMatch(MessageOperations::isAllowed)) {
            throw SqsErrors.of(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are"
                            + " #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
        int delay = SqsRequest.number(entry, "DelaySeconds", queue.settings().number("DelaySeconds"), 0, 900);
        JsonNode attributes =
                entry.path("MessageAttributes").isObject() ? entry.path("MessageAttributes") : JSON.createObjectNode();
        JsonNode system = entry.path("MessageSystemAttributes").isObject()
                ? entry.path("MessageSystemAttributes")
                : JSON.createObjectNode();
        ObjectNode answer = JSON.createObjectNode().put("MD5OfMessageBody", AttributeDigest.ofBody(body));
        if (!attributes.isEmpty()) {
            answer.put("MD5OfMessageAttributes", AttributeDigest.ofAttributes(attributes));
        }
        if (!system.isEmpty()) {
            answer.put("MD5OfMessageSystemAttributes", AttributeDigest.ofAttributes(system));
        }
        return answer.put(
                "MessageId", queue.send(body, attributes, system, 1000L * delay).id());
    }

    private static int size(JsonNode entry) {
        int size = entry.path("MessageBody").asText().getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, JsonNode> attribute :
                entry.path("MessageAttributes").properties()) {
            size += attribute.getKey().length();
            for (JsonNode value : attribute.getValue()) {
                size += value.asText().length();
            }
        }
        return size;
    }

    private static boolean isAllowed(int c) {
        return c >= 0x20 && c != 0xFFFE && c != 0xFFFF || c == '\t' || c == '\n' || c == '\r';
    }

    private ObjectNode receive(SqsRequest request) throws IOException {
        Queue queue = request.queue();
        QueueSettings settings = queue.settings();
        int most = SqsRequest.number(request.body(), "MaxNumberOfMessages", 1, 1, 10);
        int wait = SqsRequest.number(
                request.body(), "WaitTimeSeconds", settings.number("ReceiveMessageWaitTimeSeconds"), 0, 20);
        int visibility =
                SqsRequest.number(request.body(), "VisibilityTimeout", settings.number("VisibilityTimeout"), 0, 43_200);
        Optional<Queue> deadLetters = settings.deadLetterArn().flatMap(queues::findByArn);
        ObjectNode answer = JSON.createObjectNode();
        List<Message> received = receive(queue, most, visibility, wait, deadLetters);
        if (!received.isEmpty()) {
            ArrayNode messages = answer.putArray("Messages");
            received.forEach(message -> messages.add(describe(message, request)));
        }
        return answer;
    }

    private static List<Message> receive(Queue queue, int most, int visibility, int wait, Optional<Queue> deadLetters)
            throws IOException {
        try {
            return queue.receive(most, 1000L * visibility, 1000L * wait, deadLetters);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The sandbox is closing.");
        }
    }

    private static ObjectNode describe(Message message, SqsRequest request) {
        ObjectNode described = JSON.createObjectNode()
                .put("MessageId", message.id())
                .put("ReceiptHandle", message.state().handle())
                .put("MD5OfBody", AttributeDigest.ofBody(message.body()))
                .put("Body", message.body());
        List<String> system = new ArrayList<>(request.list("AttributeNames"));
        system.addAll(request.list("MessageSystemAttributeNames"));
        ObjectNode attributes = systemAttributes(message);
        if (!system.contains("All")) {
            attributes.retain(system);
        }
        if (!attributes.isEmpty()) {
            described.set("Attributes", attributes);
        }
        ObjectNode chosen = JSON.createObjectNode();
        List<String> names = request.list("MessageAttributeNames");
        message.attributes().properties().stream()
                .filter(a -> names.stream().anyMatch(n -> wants(n, a.getKey())))
                .forEach(a -> chosen.set(a.getKey(), a.getValue()));
        if (!chosen.isEmpty()) {
            described.put("MD5OfMessageAttributes", AttributeDigest.ofAttributes(chosen));
            described.set("MessageAttributes", chosen);
        }
        return described;
    }

    private static boolean wants(String pattern, String name) {
        return pattern.equals("All")
                || pattern.equals(name)
                || pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 2));
    }

    private static ObjectNode systemAttributes(Message message) {
        ObjectNode attributes = JSON.createObjectNode()
                .put("SenderId", Queues.ACCOUNT)
                .put("SentTimestamp", Long.toString(message.sentMillis()))
                .put("ApproximateReceiveCount", Integer.toString(message.state().receives()))
                .put(
                        "ApproximateFirstReceiveTimestamp",
                        Long.toString(message.state().firstReceivedMillis()));
        if (!message.source().isEmpty()) {
            attributes.put("DeadLetterQueueSourceArn", message.source());
        }
        message.systemAttributes()
                .properties()
                .forEach(a -> attributes.put(
                        a.getKey(), a.getValue().path("StringValue").asText()));
        return attributes;
    }

    private ObjectNode delete(Queue queue, JsonNode entry) throws IOException {
        queue.delete(entry.path("ReceiptHandle").asText());
        return JSON.createObjectNode();
    }

    private ObjectNode changeVisibility(Queue queue, JsonNode entry) throws IOException {
        if (!entry.has("VisibilityTimeout")) {
            throw SqsErrors.of("MissingParameter", "The request must contain the parameter VisibilityTimeout.");
        }
        int seconds = SqsRequest.number(entry, "VisibilityTimeout", 0, 0, 43_200);
        queue.changeVisibility(entry.path("ReceiptHandle").asText(), 1000L * seconds);
        return JSON.createObjectNode();
    }
}
