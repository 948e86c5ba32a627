package dev.darkroom.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the messages that S3 sends when something was uploaded ("Event message structure" in the Amazon S3 user guide).
 * Thread-safe.
 */
final class UploadEvents {

    private static final String RECORDS = "Records";

    /** With the prefix that other stores than AWS's put before it. */
    private static final Pattern CREATED = Pattern.compile("(s3:)?ObjectCreated:.*");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String bucket;

    /** @param bucket the only bucket whose events are followed */
    UploadEvents(String bucket) {
        this.bucket = bucket;
    }

    /**
     * Takes a message apart, so that each of its records can have an outcome of its own.
     *
     * @param message text of one message
     * @return a message for each of its records; none for the test event that S3 sends when notifications are switched on
     * @throws UnknownMessageException if it is no event of S3
     */
    List<String> records(String message) throws UnknownMessageException {
        JsonNode event = parse(message);
        if (event.path("Event").asText().equals("s3:TestEvent")) {
            return List.of();
        }
        List<String> messages = new ArrayList<>();
        for (JsonNode eventRecord : recordsOf(event)) {
            ObjectNode single = JSON.createObjectNode();
            single.putArray(RECORDS).add(eventRecord);
            messages.add(single.toString());
        }
        return messages;
    }

    /**
     * @param message text of one message with one record
     * @return the upload that it reports
     * @throws UnknownMessageException if it is no such message, or reports another bucket
     */
    Upload upload(String message) throws UnknownMessageException {
        JsonNode eventRecord = recordsOf(parse(message)).path(0);
        JsonNode s3 = eventRecord.path("s3");
        String name = eventRecord.path("eventName").asText("ObjectCreated:");
        String eventBucket = s3.path("bucket").path("name").asText();
        JsonNode key = s3.path("object").path("key");
        if (!CREATED.matcher(name).matches()) {
            throw new UnknownMessageException(
                    "The message does not report an upload: its eventName is not ObjectCreated");
        }
        if (!eventBucket.equals(bucket)) {
            throw new UnknownMessageException("The message reports another bucket than the upload bucket");
        }
        if (!key.isTextual() || key.textValue().isEmpty()) {
            throw new UnknownMessageException("The message reports an object without a key");
        }
        return new Upload(
                eventBucket,
                EventKey.decode(key.textValue()),
                time(eventRecord.path("eventTime").asText()),
                Optional.of(s3.path("object").path("eTag").asText()).filter(text -> !text.isEmpty()));
    }

    private static JsonNode recordsOf(JsonNode event) throws UnknownMessageException {
        JsonNode records = event.path(RECORDS);
        if (!records.isArray() || records.isEmpty()) {
            throw new UnknownMessageException("The message is no S3 event: it has no Records");
        }
        return records;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static JsonNode parse(String message) throws UnknownMessageException {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new UnknownMessageException("The message is no S3 event: it is not JSON");
        }
    }
}
