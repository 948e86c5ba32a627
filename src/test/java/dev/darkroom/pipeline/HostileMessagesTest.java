package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.camel.Redelivery;
import dev.darkroom.index.LogAllowance;
import dev.darkroom.sandbox.CallLog;
import dev.darkroom.sandbox.Sandbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.CDI;
import java.awt.Color;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What may stand in the queue, and what becomes of it: docs/secure.md as a test. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class HostileMessagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FOREIGN = "payroll";

    LaptopClient client;

    Sandbox sandbox;

    private LogLines log;

    @BeforeEach
    void startWithEmptyQueues() {
        eventually(() -> client.queued() == 0);
        deadLetters();
        client.s3().createBucket(r -> r.bucket(FOREIGN));
        client.s3().putObject(r -> r.bucket(FOREIGN).key("secret.jpg"), RequestBody.fromString("secret"));
        sandbox.calls().reset();
        renewLogAllowances();
        log = LogLines.capture();
    }

    /** The tests here put more aside in half a minute than the log would tell. */
    private static void renewLogAllowances() {
        Redelivery redelivery = CDI.current()
                .select(CamelContext.class)
                .get()
                .getRegistry()
                .lookupByNameAndType("redelivery", Redelivery.class);
        try {
            for (Field field : Redelivery.class.getDeclaredFields()) {
                if (field.getType().equals(LogAllowance.class)) {
                    field.setAccessible(true);
                    field.set(redelivery, new LogAllowance());
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void leaveEmptyQueues() {
        log.close();
        client.sqs().purgeQueue(r -> r.queueUrl(url(SandboxResource.QUEUE)));
        client.s3().deleteObject(r -> r.bucket(FOREIGN).key("secret.jpg"));
        client.s3().deleteBucket(r -> r.bucket(FOREIGN));
    }

    static Stream<Arguments> messagesThatAreNotOurs() {
        return Stream.of(
                arguments("a space", " ", "no Records"),
                arguments("a question", "What is this? SECRET", "not JSON"),
                arguments("a page", "<script>alert('SECRET')</script>", "not JSON"),
                arguments("an expression", "${sys.user.home}{{darkroom.aws.secret-key}}", "not JSON"),
                arguments(
                        "a document type",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
                        "not JSON"),
                arguments("250 KB of garbage", "x".repeat(250 * 1024), "not JSON"),
                arguments("null", "null", "no Records"),
                arguments("a number", "17", "no Records"),
                arguments("a list", "[{}]", "no Records"),
                arguments("no records", "{\"Records\":[]}", "no Records"),
                arguments("records that are no list", "{\"Records\":{\"0\":{}}}", "no Records"),
                arguments("a record that is null", "{\"Records\":[null]}", "another bucket"),
                arguments("a record that is a list", "{\"Records\":[[[]]]}", "another bucket"),
                arguments("a record that is text", "{\"Records\":[\"SECRET\"]}", "another bucket"),
                arguments("brackets 5000 deep", "[".repeat(5000), "not JSON"),
                arguments(
                        "brackets 5000 deep in a record",
                        "{\"Records\":[" + "[".repeat(5000) + "]".repeat(5000) + "]}",
                        "not JSON"),
                arguments("a number of 5000 digits", "{\"Records\":[{\"n\":" + "9".repeat(5000) + "}]}", "not JSON"),
                arguments("a notification of SNS", "{\"Type\":\"Notification\",\"Message\":\"{}\"}", "no Records"),
                arguments(
                        "an event of EventBridge", "{\"detail-type\":\"Object Created\",\"detail\":{}}", "no Records"),
                arguments("another bucket", event(FOREIGN, "\"secret.jpg\""), "another bucket"),
                arguments("the bucket of thumbnails", event("photos-out", "\"a.jpg\""), "another bucket"),
                arguments("our bucket in capitals", event("PHOTOS-IN", "\"a.jpg\""), "another bucket"),
                arguments(
                        "a path to another bucket", event("photos-in/../payroll", "\"secret.jpg\""), "another bucket"),
                arguments("an expression as bucket", event("${bean:s3Client}", "\"a.jpg\""), "another bucket"),
                arguments(
                        "a deletion",
                        created("\"a.jpg\"").replace("ObjectCreated:Put", "ObjectRemoved:Delete"),
                        "eventName"),
                arguments(
                        "a restored object",
                        created("\"a.jpg\"").replace("ObjectCreated:Put", "ObjectRestore:Post"),
                        "eventName"),
                arguments(
                        "new tags",
                        created("\"a.jpg\"").replace("ObjectCreated:Put", "ObjectTagging:Put"),
                        "eventName"),
                arguments(
                        "a name of an event that is none",
                        created("\"a.jpg\"").replace("\"ObjectCreated:Put\"", "{}"),
                        "eventName"),
                arguments("no key", created("\"\""), "without a key"),
                arguments("a key that is null", created("null"), "without a key"),
                arguments("a key that is a number", created("17"), "without a key"),
                arguments("a key that is a list", created("[\"a.jpg\"]"), "without a key"),
                arguments("a key whose encoding is broken", created("\"100%.jpg\""), "not URL-encoded"),
                arguments("a key that ends within an escape", created("\"a%4\""), "not URL-encoded"),
                arguments("a key that is not UTF-8", created("\"%ff%fe.jpg\""), "not URL-encoded"),
                arguments("a key with an overlong slash", created("\"..%c0%af.jpg\""), "not URL-encoded"),
                arguments("a key with half a character, encoded", created("\"%ed%a0%80.jpg\""), "not URL-encoded"),
                arguments("a key with half a character", created("\"\\ud800.jpg\""), "not URL-encoded"),
                arguments("a key that is longer than S3 takes", created("\"" + "k".repeat(1025) + "\""), "longer"),
                arguments("a key of 200 KB", created("\"" + "k".repeat(200 * 1024) + "\""), "longer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messagesThatAreNotOurs")
    void shouldPutAsideWhatIsNotFromTheUploadBucket(String what, String message, String reason) {
        client.send(message);

        Message aside = nextDeadLetter();
        eventually(() -> client.queued() == 0);
        assertThat(aside.body()).isEqualTo(message);
        assertThat(aside.messageAttributes().get("darkroom-reason").stringValue())
                .startsWith("The message ")
                .contains(reason)
                .doesNotContain("SECRET", FOREIGN, "Exception", "com.", "dev.");
        assertThat(callsOnS3()).isEmpty();
        assertThat(log.uploads())
                .singleElement()
                .asString()
                .startsWith("WARN ")
                .contains(reason)
                .doesNotContain("SECRET", FOREIGN);
    }

    @Test
    void shouldPutAsideAMessageThatLeavesNoRoomForTheReason() {
        String message = "x".repeat(256 * 1024);

        client.send(message);

        Message aside = nextDeadLetter();
        eventually(() -> client.queued() == 0);
        assertThat(aside.body()).isEqualTo(message);
        assertThat(log.uploads()).singleElement().asString().contains("not JSON");
    }

    static Stream<Arguments> liesAboutAnUpload() {
        return Stream.of(
                arguments("a size of nothing", "\"size\":17", "\"size\":0"),
                arguments("a negative size", "\"size\":17", "\"size\":-1"),
                arguments("a size beyond all memory", "\"size\":17", "\"size\":9223372036854775807"),
                arguments("a size beyond all numbers", "\"size\":17", "\"size\":1e400"),
                arguments("a size that is text", "\"size\":17", "\"size\":\"${body}\""),
                arguments("another ETag", "\"eTag\":\"x\"", "\"eTag\":\"0123456789abcdef0123456789abcdef\""),
                arguments("an ETag of another type", "\"eTag\":\"x\"", "\"eTag\":[{}]"),
                arguments("another version", "\"eTag\":\"x\"", "\"versionId\":\"../..\",\"sequencer\":\"${x}\""),
                arguments("a time long past", "2026-03-01T12", "1900-01-01T00"),
                arguments("a time far ahead", "2026-03-01T12", "2286-11-20T18"),
                arguments("the first of all times", "2026-03-01T12:00:00.123Z", "-1000000000-01-01T00:00:00Z"),
                arguments("the last of all times", "2026-03-01T12:00:00.123Z", "+1000000000-12-31T23:59:59.999999999Z"),
                arguments("a time that is none", "2026-03-01T12:00:00.123Z", "yesterday\\n"),
                arguments("a time that is a number", "\"2026-03-01T12:00:00.123Z\"", "1e999"),
                arguments("another region", "us-east-1", "${env.HOME}"),
                arguments("a version from the future", "\"2.1\"", "\"99.9\""),
                arguments("fields that nobody knows", "\"eTag\":\"x\"", "\"CamelAwsS3Key\":\"other.jpg\""),
                arguments("a second document behind it", "]}", "]}" + event(FOREIGN, "\"secret.jpg\"")));
    }

    /** Each comes for an object of which no other event tells. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("liesAboutAnUpload")
    void shouldBelieveS3RatherThanTheMessage(String what, String truth, String lie) {
        String message = created("\"lie/" + what.replace(' ', '+') + "\"");
        assertThat(message).contains(truth);
        String key = "lie/" + what;
        putWithoutEvent(key);
        Instant before = Instant.now().minusSeconds(60);

        client.send(message.replace(truth, lie));

        eventually(() -> !client.originals().contains(key));
        eventually(() -> client.queued() == 0);
        assertThat(client.thumbnail(key)).isPresent();
        assertThat(client.entriesOf(key)).singleElement().satisfies(entry -> assertThat(entry.uploadedAt())
                .isBetween(before, Instant.now().plusSeconds(60)));
        assertThat(bucketsCalled()).doesNotContain(FOREIGN);
        assertThat(deadLetters()).isEmpty();
    }

    /** SQS attributes become headers in Camel if they are asked for, and headers can steer what follows. */
    @Test
    void shouldNotBeSteeredByAttributesOfTheMessage() {
        putWithoutEvent("steered.jpg");

        sendWith(
                created("\"steered.jpg\""),
                Map.of(
                        "CamelAwsS3BucketName", FOREIGN,
                        "CamelAwsS3Key", "secret.jpg",
                        "CamelAwsS3OverrideBucketName", FOREIGN,
                        "CamelAwsS3Operation", "deleteBucket",
                        "CamelAwsS3ContentType", "text/html",
                        "CamelAwsSqsReceiptHandle", "none",
                        "CamelBeanMethodName", "reject",
                        "cAmElBeanMethodName", "reject",
                        "CamelHttpUri", "http://localhost:1/",
                        "ApproximateReceiveCount", "5"));

        eventually(() -> !client.originals().contains("steered.jpg"));
        eventually(() -> client.queued() == 0);
        assertThat(client.thumbnail("steered.jpg").orElseThrow().response().contentType())
                .isEqualTo("image/jpeg");
        assertThat(bucketsCalled()).doesNotContain(FOREIGN);
        assertThat(log.uploads()).singleElement().asString().contains("Ready photos-in/steered.jpg");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void shouldPassNoAttributesOnWhenItTakesAMessageApart() {
        putWithoutEvent("apart-1.jpg");
        putWithoutEvent("apart-2.jpg");

        sendWith(
                "{\"Records\":[" + entry("photos-in", "\"apart-1.jpg\"") + "," + entry(FOREIGN, "\"secret.jpg\"") + ","
                        + entry("photos-in", "\"apart-2.jpg\"") + "]}",
                Map.of("CamelAwsS3BucketName", FOREIGN, "CamelAwsSqsDelaySeconds", "900", "AnyOther", "text"));

        Message aside = nextDeadLetter();
        eventually(() -> client.queued() == 0);
        assertThat(client.thumbnail("apart-1.jpg")).isPresent();
        assertThat(client.thumbnail("apart-2.jpg")).isPresent();
        assertThat(aside.messageAttributes()).containsOnlyKeys("darkroom-reason");
        assertThat(aside.body()).contains("secret.jpg").doesNotContain("apart");
        assertThat(bucketsCalled()).doesNotContain(FOREIGN);
    }

    @Test
    void shouldDoNothingTwiceForAMessageOfManyRecordsOfOneUpload() {
        putWithoutEvent("many.jpg");
        String one = entry("photos-in", "\"many.jpg\"");

        client.send(
                IntStream.range(0, 200).mapToObj(i -> one).collect(Collectors.joining(",", "{\"Records\":[", "]}")));

        eventually(() -> client.queued() == 0);
        assertThat(client.thumbnail("many.jpg")).isPresent();
        assertThat(client.originals()).doesNotContain("many.jpg");
        assertThat(client.entriesOf("many.jpg")).hasSize(1);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void shouldTakeNoMessagesFromOtherBuckets() {
        String queue = client.s3()
                .getBucketNotificationConfiguration(r -> r.bucket(SandboxResource.UPLOAD_BUCKET))
                .queueConfigurations()
                .get(0)
                .queueArn();

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> client.s3().putBucketNotificationConfiguration(r -> r.bucket(FOREIGN)
                        .notificationConfiguration(c ->
                                c.queueConfigurations(q -> q.queueArn(queue).events(Event.S3_OBJECT_CREATED)))))
                .satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(400));
    }

    @Test
    void shouldTakeNoMessagesFromStrangers() throws IOException, InterruptedException {
        HttpResponse<String> refused = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(sandbox.endpoint())
                                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .POST(BodyPublishers.ofString(
                                        "{\"QueueUrl\":\"" + url(SandboxResource.QUEUE) + "\",\"MessageBody\":\"x\"}"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(client.queued()).isZero();
    }

    private static String created(String key) {
        return event("photos-in", key);
    }

    private static String event(String bucket, String key) {
        return "{\"Records\":[" + entry(bucket, key) + "]}";
    }

    private static String entry(String bucket, String key) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",\
                "eventTime":"2026-03-01T12:00:00.123Z","eventName":"ObjectCreated:Put",\
                "s3":{"bucket":{"name":"%s"},"object":{"key":%s,"size":17,"eTag":"x"}}}"""
                .formatted(bucket, key);
    }

    private void sendWith(String message, Map<String, String> attributes) {
        Map<String, MessageAttributeValue> values = new HashMap<>();
        attributes.forEach((name, value) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        client.sqs().sendMessage(r -> r.queueUrl(url(SandboxResource.QUEUE))
                .messageBody(message)
                .messageAttributes(values));
    }

    private void putWithoutEvent(String key) {
        GetBucketNotificationConfigurationResponse told =
                client.s3().getBucketNotificationConfiguration(r -> r.bucket(SandboxResource.UPLOAD_BUCKET));
        client.s3().putBucketNotificationConfiguration(r -> r.bucket(SandboxResource.UPLOAD_BUCKET)
                .notificationConfiguration(c -> c.queueConfigurations(List.of())));
        client.put(key, Pictures.jpeg(40, 30, Color.BLUE));
        client.s3().putBucketNotificationConfiguration(r -> r.bucket(SandboxResource.UPLOAD_BUCKET)
                .notificationConfiguration(c -> c.queueConfigurations(told.queueConfigurations())));
    }

    private Message nextDeadLetter() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::deadLetters, letters -> !letters.isEmpty())
                .get(0);
    }

    /** Takes what is in the dead-letter queue out of it. */
    private List<Message> deadLetters() {
        String url = url(SandboxResource.QUEUE + "-dlq");
        List<Message> letters = client.sqs()
                .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
        letters.forEach(
                letter -> client.sqs().deleteMessage(r -> r.queueUrl(url).receiptHandle(letter.receiptHandle())));
        return letters;
    }

    private String url(String queue) {
        return client.sqs().getQueueUrl(r -> r.queueName(queue)).queueUrl();
    }

    private List<CallLog.Call> callsOnS3() {
        return sandbox.calls().recent().stream()
                .filter(call -> call.operation().startsWith("s3:"))
                .toList();
    }

    private List<String> bucketsCalled() {
        return callsOnS3().stream().map(CallLog.Call::resource).distinct().toList();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
