package dev.darkroom.sandbox.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.Request;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Words S3's event notifications and hands them on. Thread-safe. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final EventSink sink;
    private final Clock clock;

    Events(EventSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Tells whoever the bucket's rules name that an object was written. */
    void created(Bucket bucket, StoredObject object, String how, Request request) {
        ObjectNode changed = JSON.createObjectNode()
                .put("key", PercentEncoding.encodeKey(object.key()))
                .put("size", object.content().size())
                .put("eTag", object.etag())
                .put("sequencer", object.sequencer());
        tell(bucket, "ObjectCreated:" + how, object.modified(), object.key(), changed, request);
    }

    /** Tells whoever the bucket's rules name that an object was deleted. */
    void removed(Bucket bucket, String key, String sequencer, Request request) {
        ObjectNode changed = JSON.createObjectNode()
                .put("key", PercentEncoding.encodeKey(key))
                .put("sequencer", sequencer);
        tell(bucket, "ObjectRemoved:Delete", clock.instant(), key, changed, request);
    }

    private void tell(Bucket bucket, String event, Instant time, String key, ObjectNode changed, Request request) {
        for (NotificationRule rule : bucket.settings().notifications()) {
            if (rule.wants("s3:" + event, key)) {
                sink.send(rule.queueArn(), bucket.arn(), record(bucket, changed, event, time, rule, request));
            }
        }
    }

    boolean reaches(NotificationRule rule, Bucket bucket) {
        return sink.accepts(rule.queueArn(), bucket.arn());
    }

    /** The message that S3 sends when a notification is configured. */
    void test(NotificationRule rule, Bucket bucket, Request request) {
        ObjectNode event = JSON.createObjectNode()
                .put("Service", "Amazon S3")
                .put("Event", "s3:TestEvent")
                .put("Time", MILLISECONDS.format(clock.instant()))
                .put("Bucket", bucket.name())
                .put("RequestId", request.id())
                .put("HostId", "sandbox");
        sink.send(rule.queueArn(), bucket.arn(), text(event));
    }

    private String record(
            Bucket bucket, ObjectNode changed, String event, Instant time, NotificationRule rule, Request request) {
        ObjectNode message = JSON.createObjectNode();
        ObjectNode entry = message.putArray("Records").addObject();
        entry.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", bucket.region())
                .put("eventTime", MILLISECONDS.format(time))
                .put("eventName", event);
        entry.putObject("userIdentity").put("principalId", "sandbox");
        entry.putObject("requestParameters").put("sourceIPAddress", request.client());
        entry.putObject("responseElements")
                .put("x-amz-request-id", request.id())
                .put("x-amz-id-2", "sandbox");
        ObjectNode s3 = entry.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", rule.id());
        s3.putObject("bucket")
                .put("name", bucket.name())
                .put("arn", bucket.arn())
                .putObject("ownerIdentity")
                .put("principalId", "sandbox");
        s3.set("object", changed);
        return text(message);
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
