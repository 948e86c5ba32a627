package dev.darkroom.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the messages that S3 sends when something was uploaded ("Event message structure" in the Amazon S3 user guide). */
public final class UploadEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String bucket;

    /** @param bucket the only bucket whose events are followed */
    public UploadEvents(String bucket) {
        this.bucket = bucket;
    }

    /**
     * @param message text of one message
     * @return the uploads that it reports; none for the test event that S3 sends when notifications are switched on
     * @throws UnknownMessageException if it is no such message, or reports another bucket
     */
    public List<Upload> read(String message) throws UnknownMessageException {
        JsonNode event = parse(message);
        if (event.path("Event").asText().equals("s3:TestEvent")) {
            return List.of();
        }
        JsonNode records = event.path("Records");
        if (!records.isArray() || records.isEmpty()) {
            throw new UnknownMessageException("The message is no S3 event: it has no Records");
        }
        List<Upload> uploads = new ArrayList<>(records.size());
        for (JsonNode eventRecord : records) {
            uploads.add(upload(eventRecord));
        }
        return uploads;
    }

    private Upload upload(JsonNode eventRecord) throws UnknownMessageException {
        JsonNode s3 = eventRecord.path("s3");
        String eventBucket = s3.path("bucket").path("name").asText();
        String key = s3.path("object").path("key").asText();
        if (!eventBucket.equals(bucket)) {
            throw new UnknownMessageException("The message reports another bucket than the upload bucket");
        }
        if (key.isEmpty()) {
            throw new UnknownMessageException("The message reports an object without a key");
        }
        try {
            return new Upload(
                    eventBucket,
                    URLDecoder.decode(key, StandardCharsets.UTF_8),
                    time(eventRecord.path("eventTime").asText()));
        } catch (IllegalArgumentException e) {
            throw new UnknownMessageException("The message reports an object whose key is not URL-encoded");
        }
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
