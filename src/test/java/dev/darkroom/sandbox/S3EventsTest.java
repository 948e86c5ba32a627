package dev.darkroom.sandbox;

import static dev.darkroom.sandbox.S3ObjectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.model.Message;

class S3EventsTest extends SandboxTestCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldSendATestEventAndThenOneForEachObject() {
        String bucket = newBucket();
        String queue = newQueueFor(bucket);
        subscribe(bucket, queue, "");

        s3.putObject(p -> p.bucket(bucket).key("a b+ü/c.jpg"), RequestBody.fromString("hello"));
        s3.copyObject(c -> c.sourceBucket(bucket)
                .sourceKey("a b+ü/c.jpg")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        String id = s3.createMultipartUpload(c -> c.bucket(bucket).key("parts")).uploadId();
        String etag = s3.uploadPart(
                        u -> u.bucket(bucket).key("parts").uploadId(id).partNumber(1), RequestBody.fromString("x"))
                .eTag();
        s3.completeMultipartUpload(c -> c.bucket(bucket)
                .key("parts")
                .uploadId(id)
                .multipartUpload(m ->
                        m.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));

        List<JsonNode> messages = receive(queue, 4);
        assertThat(messages.get(0).path("Event").asText()).isEqualTo("s3:TestEvent");
        assertThat(messages.get(0).has("Records")).isFalse();
        List<JsonNode> records =
                messages.stream().skip(1).map(m -> m.path("Records").path(0)).toList();
        assertThat(records)
                .extracting(r -> r.path("eventName").asText())
                .containsExactly("ObjectCreated:Put", "ObjectCreated:Copy", "ObjectCreated:CompleteMultipartUpload");
        JsonNode first = records.get(0);
        assertThat(first.at("/s3/object/key").asText()).isEqualTo("a+b%2B%C3%BC/c.jpg");
        assertThat(first.at("/s3/object/size").asInt()).isEqualTo(5);
        assertThat(first.at("/s3/object/eTag").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(first.at("/s3/bucket/name").asText()).isEqualTo(bucket);
        assertThat(first.path("eventVersion").asText()).startsWith("2.");
        assertThat(records)
                .extracting(r -> r.at("/s3/object/sequencer").asText())
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(s -> s.matches("[0-9A-F]{16}"));
    }

    @Test
    void shouldTellOfDeletionsToThoseWhoAsked() {
        String bucket = newBucket();
        String queue = newQueueFor(bucket);
        s3.putBucketNotificationConfiguration(n -> n.bucket(bucket)
                .notificationConfiguration(c -> c.queueConfigurations(QueueConfiguration.builder()
                        .queueArn(arnOf(queue))
                        .events(Event.S3_OBJECT_REMOVED)
                        .build())));
        s3.putObject(p -> p.bucket(bucket).key("a b.jpg"), RequestBody.empty());

        s3.deleteObject(d -> d.bucket(bucket).key("a b.jpg"));
        s3.deleteObject(d -> d.bucket(bucket).key("never there"));

        JsonNode deletion = receive(queue, 2).get(1).at("/Records/0");
        assertThat(deletion.path("eventName").asText()).isEqualTo("ObjectRemoved:Delete");
        assertThat(deletion.at("/s3/object/key").asText()).isEqualTo("a+b.jpg");
        assertThat(receiveOnce(queue, 0)).isEmpty();
    }

    @Test
    void shouldFilterByPrefixAndSuffix() {
        String bucket = newBucket();
        String queue = newQueueFor(bucket);
        subscribe(bucket, queue, "in/");

        s3.putObject(p -> p.bucket(bucket).key("out/x.jpg"), RequestBody.empty());
        s3.putObject(p -> p.bucket(bucket).key("in/x.txt"), RequestBody.empty());
        s3.putObject(p -> p.bucket(bucket).key("in/x.jpg"), RequestBody.empty());

        assertThat(receive(queue, 2).get(1).at("/Records/0/s3/object/key").asText())
                .isEqualTo("in/x.jpg");
        assertThat(receiveOnce(queue, 0)).isEmpty();
    }

    @Test
    void shouldRefuseAQueueThatDoesNotAllowIt() {
        String bucket = newBucket();
        String other = newBucket();

        assertFails(400, "InvalidArgument", () -> subscribe(bucket, newQueue(Map.of()), ""));
        assertFails(400, "InvalidArgument", () -> subscribe(bucket, newQueueFor(other), ""));
        assertThat(s3.getBucketNotificationConfiguration(g -> g.bucket(bucket)).queueConfigurations())
                .isEmpty();
    }

    @Test
    void shouldRefuseOverlappingRules() {
        String bucket = newBucket();
        String queue = arnOf(newQueueFor(bucket));
        QueueConfiguration all = rule(queue, "");

        assertFails(
                400,
                "InvalidArgument",
                () -> s3.putBucketNotificationConfiguration(p -> p.bucket(bucket)
                        .notificationConfiguration(n -> n.queueConfigurations(all, rule(queue, "in/")))));
        s3.putBucketNotificationConfiguration(p -> p.bucket(bucket)
                .notificationConfiguration(n -> n.queueConfigurations(rule(queue, "a/"), rule(queue, "b/"))));
        assertThat(s3.getBucketNotificationConfiguration(g -> g.bucket(bucket)).queueConfigurations())
                .hasSize(2)
                .allSatisfy(r -> assertThat(r.id()).isNotEmpty());
    }

    @Test
    void shouldDuplicateDelayAndReorderEventsWhenTold() {
        String bucket = newBucket();
        String queue = newQueueFor(bucket);
        subscribe(bucket, queue, "");
        receive(queue, 1);
        sandbox.faults().seed(7);
        try {
            sandbox.faults()
                    .disorder(EventDisorder.none().duplicated(3).reordered(8).delayed(Duration.ofMillis(20)));
            for (int i = 0; i < 20; i++) {
                String key = String.format("%02d.jpg", i);
                s3.putObject(p -> p.bucket(bucket).key(key), RequestBody.empty());
            }
            List<String> keys = new ArrayList<>();
            while (keys.stream().distinct().count() < 20) {
                receive(queue, 1)
                        .forEach(m -> keys.add(m.at("/Records/0/s3/object/key").asText()));
            }

            assertThat(keys.size()).isGreaterThan(20);
            assertThat(keys).isNotEqualTo(keys.stream().sorted().toList());
            assertThat(keys)
                    .contains(IntStream.range(0, 20)
                            .mapToObj(i -> String.format("%02d.jpg", i))
                            .toArray(String[]::new));
        } finally {
            sandbox.faults().clear();
        }
    }

    private void subscribe(String bucket, String queueUrl, String prefix) {
        QueueConfiguration rule = rule(arnOf(queueUrl), prefix);
        s3.putBucketNotificationConfiguration(
                p -> p.bucket(bucket).notificationConfiguration(n -> n.queueConfigurations(rule)));
    }

    private static QueueConfiguration rule(String queueArn, String prefix) {
        List<FilterRule> filters = prefix.isEmpty()
                ? List.of()
                : List.of(
                        FilterRule.builder().name("prefix").value(prefix).build(),
                        FilterRule.builder().name("suffix").value(".jpg").build());
        return QueueConfiguration.builder()
                .queueArn(queueArn)
                .events(Event.S3_OBJECT_CREATED)
                .filter(f -> f.key(k -> k.filterRules(filters)))
                .build();
    }

    private List<JsonNode> receive(String queue, int count) {
        List<JsonNode> messages = new ArrayList<>();
        while (messages.size() < count) {
            List<JsonNode> more = receiveOnce(queue, 10);
            assertThat(more).as("a message in time").isNotEmpty();
            messages.addAll(more);
        }
        return messages;
    }

    private List<JsonNode> receiveOnce(String queue, int waitSeconds) {
        List<Message> received = sqs.receiveMessage(
                        r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(waitSeconds))
                .messages();
        return received.stream().map(m -> parse(m.body())).toList();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
