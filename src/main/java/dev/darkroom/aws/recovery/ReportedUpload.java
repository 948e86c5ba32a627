package dev.darkroom.aws.recovery;

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

/**
 * An upload that a message speaks of, to be shown and never to be followed: anyone who may send to the queue chooses it.
 *
 * @param bucket bucket as the message names it
 * @param key object key, decoded
 * @param uploadedAt when it was uploaded; empty if the message does not tell
 */
public record ReportedUpload(String bucket, String key, Optional<Instant> uploadedAt) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param message text of any message
     * @return the uploads that it reports, in its order; none if it is no S3 event
     */
    static List<ReportedUpload> in(String message) {
        List<ReportedUpload> uploads = new ArrayList<>();
        for (JsonNode eventRecord : parse(message).path("Records")) {
            JsonNode s3 = eventRecord.path("s3");
            String bucket = s3.path("bucket").path("name").asText();
            String key = s3.path("object").path("key").asText();
            if (!bucket.isEmpty() && !key.isEmpty()) {
                uploads.add(new ReportedUpload(
                        bucket, decode(key), time(eventRecord.path("eventTime").asText())));
            }
        }
        return List.copyOf(uploads);
    }

    private static JsonNode parse(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String decode(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
