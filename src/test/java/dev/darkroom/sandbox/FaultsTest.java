package dev.darkroom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.sandbox.store.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.SqsException;

class FaultsTest extends SandboxTestCase {
    private final S3Client onceOnly = s3Client(sandbox, "test")
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    private final String bucket = newBucket();

    @AfterEach
    void backToNormal() {
        sandbox.faults().clear();
    }

    @Test
    void shouldFailTheNextCallsOnly() {
        sandbox.faults()
                .add(FaultRule.on("s3:ListObjectsV2", Fault.error(503, "SlowDown"))
                        .times(2));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> list(onceOnly)).isInstanceOfSatisfying(S3Exception.class, e -> {
                assertThat(e.statusCode()).isEqualTo(503);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
            });
        }
        assertThatCode(() -> list(onceOnly)).doesNotThrowAnyException();
    }

    @Test
    void shouldCoverAWholeServiceUntilRemoved() {
        Faults.Registration registration =
                sandbox.faults().add(FaultRule.on("sqs:*", Fault.error(500, "InternalError")));
        assertThatThrownBy(() -> sqs.listQueues()).isInstanceOf(SqsException.class);
        assertThatCode(() -> list(onceOnly)).doesNotThrowAnyException();

        registration.close();

        assertThatCode(() -> sqs.listQueues()).doesNotThrowAnyException();
    }

    @Test
    void shouldRepeatChanceFromASeed() {
        sandbox.faults()
                .add(FaultRule.on("s3:*", Fault.error(500, "InternalError")).withProbability(0.5));

        List<Boolean> first = outcomes();
        List<Boolean> second = outcomes();

        assertThat(first).isEqualTo(second).contains(true, false);
    }

    @Test
    void shouldDelay() {
        sandbox.faults().add(FaultRule.on("s3:ListObjectsV2", Fault.delay(Duration.ofMillis(300))));
        Instant before = Instant.now();

        list(onceOnly);

        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void shouldDropTheConnectionBeforeOrAfterTheWork() {
        sandbox.faults()
                .add(FaultRule.on("s3:PutObject", Fault.dropBeforeWork()).times(1));
        assertThatThrownBy(() -> put("before")).isInstanceOf(SdkClientException.class);
        sandbox.faults().add(FaultRule.on("s3:PutObject", Fault.dropAfterWork()).times(1));
        assertThatThrownBy(() -> put("after")).isInstanceOf(SdkClientException.class);

        assertThat(list(onceOnly)).contains("after").doesNotContain("before");
        assertThat(sandbox.calls().recent()).contains(new CallLog.Call("s3:PutObject", bucket, "after", "", 0));
    }

    @Test
    void shouldKeepSilentLongerThanTheClientWaits() {
        Faults.Registration silence = sandbox.faults()
                .add(FaultRule.on("s3:PutObject", Fault.silence(Fault.Moment.AFTER_WORK, Duration.ofMinutes(1))));

        assertThatThrownBy(() -> onceOnly.putObject(
                        p -> p.bucket(bucket)
                                .key("silent")
                                .overrideConfiguration(o -> o.apiCallAttemptTimeout(Duration.ofMillis(500))),
                        RequestBody.fromString("x")))
                .isInstanceOf(ApiCallAttemptTimeoutException.class);

        assertThat(list(onceOnly)).contains("silent");
        assertThat(silence.strikes()).isEqualTo(1);
    }

    @Test
    void shouldSpareOtherBuckets() {
        String disturbed = newBucket();
        sandbox.faults()
                .add(FaultRule.on("s3:*", Fault.error(500, "InternalError")).in(disturbed));

        assertThatThrownBy(() -> onceOnly.listObjectsV2(l -> l.bucket(disturbed)))
                .isInstanceOf(S3Exception.class);
        assertThatCode(() -> list(onceOnly)).doesNotThrowAnyException();
    }

    @Test
    void shouldBeSurvivedByAClientThatRetries() {
        sandbox.faults()
                .add(FaultRule.on("s3:PutObject", Fault.dropBeforeWork()).times(1));
        sandbox.faults()
                .add(FaultRule.on("s3:PutObject", Fault.error(503, "SlowDown")).times(1));

        s3.putObject(p -> p.bucket(bucket).key("retried"), RequestBody.fromString("x"));

        assertThat(list(onceOnly)).contains("retried");
    }

    @Test
    void shouldCountCalls() {
        sandbox.calls().reset();
        String queue = newQueue(Map.of());
        list(onceOnly);
        assertThatThrownBy(() -> onceOnly.getObject(g -> g.bucket(bucket).key("absent")))
                .isInstanceOf(S3Exception.class);

        assertThat(sandbox.calls().counts())
                .isEqualTo(Map.of("sqs:CreateQueue", 1L, "s3:ListObjectsV2", 1L, "s3:GetObject", 1L));
        assertThat(sandbox.calls().count("s3:PutObject")).isZero();
        assertThat(sandbox.calls().recent())
                .containsExactly(
                        new CallLog.Call("sqs:CreateQueue", queue.substring(queue.lastIndexOf('/') + 1), "", "", 200),
                        new CallLog.Call("s3:ListObjectsV2", bucket, "", "", 200),
                        new CallLog.Call("s3:GetObject", bucket, "absent", "", 404));
    }

    @Test
    void shouldTellWhoCalls() {
        List<CallLog.Call> heard = new CopyOnWriteArrayList<>();
        sandbox.calls().listen(heard::add);

        try (S3Client named = s3Client(sandbox, "test")
                .overrideConfiguration(o -> o.appId("worker-7"))
                .build()) {
            named.putObject(p -> p.bucket(bucket).key("by name"), RequestBody.fromString("x"));
        }

        assertThat(heard).containsExactly(new CallLog.Call("s3:PutObject", bucket, "by name", "worker-7", 200));
    }

    @Test
    void shouldTellAStorageOfItsCallerOfEveryChange() throws Exception {
        ChangeLog changes = new ChangeLog();
        try (Sandbox watched = Sandbox.start(SandboxSettings.inMemory(), changes);
                S3Client client = s3Client(watched, "test").build()) {
            client.createBucket(b -> b.bucket("watched"));
            client.putObject(p -> p.bucket("watched").key("first"), RequestBody.fromString("x"));
            client.deleteObject(p -> p.bucket("watched").key("first"));
        }

        assertThat(changes.paths).hasSize(3);
        assertThat(changes.paths.get(1)).startsWith("save s3/watched/objects/");
        assertThat(changes.paths.get(2)).startsWith("remove s3/watched/objects/");
    }

    /** Writes down what it is told to write down. */
    private static final class ChangeLog extends MemoryStorage {
        private final List<String> paths = new CopyOnWriteArrayList<>();

        @Override
        public void save(String path, byte[] document) {
            paths.add("save " + path);
        }

        @Override
        public void remove(String path) {
            paths.add("remove " + path);
        }
    }

    @Test
    void shouldEndLongPollsAtOnceWhenClosed() throws Exception {
        Sandbox closing = start(SandboxSettings.inMemory());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (var client = sqsClient(closing)) {
            String queue = client.createQueue(q -> q.queueName("q")).queueUrl();
            Future<?> poll = thread.submit(() -> client.receiveMessage(r -> r.queueUrl(queue)
                    .waitTimeSeconds(20)
                    .overrideConfiguration(o -> o.apiCallAttemptTimeout(Duration.ofSeconds(30)))));
            SqsTest.await(SqsTest::someoneWaitsAtAQueue);
            Instant before = Instant.now();

            closing.close();

            assertThatThrownBy(poll::get).hasCauseInstanceOf(SdkClientException.class);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
            Sandbox again = start(SandboxSettings.inMemory().withPort(closing.port()));
            again.close();
        } finally {
            thread.shutdownNow();
        }
    }

    private List<Boolean> outcomes() {
        sandbox.faults().seed(42);
        List<Boolean> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            try {
                list(onceOnly);
                outcomes.add(true);
            } catch (S3Exception injected) {
                outcomes.add(false);
            }
        }
        return outcomes;
    }

    private void put(String key) {
        onceOnly.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromString("x"));
    }

    private List<String> list(S3Client client) {
        return client.listObjectsV2(l -> l.bucket(bucket)).contents().stream()
                .map(o -> o.key())
                .toList();
    }
}
