package dev.darkroom.bench.chaos;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.aws.provision.ProvisioningReport;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** S3 and SQS in this process, provisioned, with everyone who watches them. */
final class World implements AutoCloseable {

    static final String UPLOAD = "chaos-upload";
    static final String RESIZED = "chaos-resized";
    static final String QUEUE = "chaos-upload-events";
    static final String DEAD_LETTERS = QUEUE + "-dlq";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** Counts that stay at nothing for this long are believed; late events are on their way for less. */
    private static final Duration QUIET = Weather.MOST_DELAY.plusSeconds(1);

    private final Truth truth = new Truth();
    private final Calls calls = new Calls();
    private final Waits waits = new Waits();
    private final DeadLetters deadLetters = new DeadLetters();
    private final History history = new History();
    private final Sandbox sandbox;
    private final S3Client s3;
    private final SqsClient sqs;
    private final ProvisioningReport queues;

    World() throws IOException {
        Observer everyone = new Observers(List.of(truth, calls, waits, deadLetters, history));
        sandbox = Sandbox.start(SandboxSettings.inMemory(), new WatchedStorage(everyone));
        sandbox.calls().listen(everyone::called);
        AwsConnection connection = new AwsConnection();
        connection.setEndpoint(sandbox.endpoint().toString());
        connection.setRegion("us-east-1");
        connection.setPathStyle(true);
        connection.setAccessKey("test");
        connection.setSecretKey("test");
        s3 = AwsClients.s3(connection);
        sqs = AwsClients.sqs(connection);
        queues = new Provisioner(s3, sqs)
                .provision(new GalleryInfrastructure(UPLOAD, RESIZED, QUEUE, UploadAccess.ANONYMOUS, List.of("*")));
    }

    /** What a resizer has to be told to work here. */
    Map<String, String> settings() {
        return Map.of(
                "darkroom.roles", "resizer",
                "darkroom.upload.bucket", UPLOAD,
                "darkroom.resized.bucket", RESIZED,
                "darkroom.queue", QUEUE,
                "darkroom.aws.region", "us-east-1",
                "darkroom.aws.endpoint", sandbox.endpoint().toString(),
                "darkroom.aws.path-style", "true",
                "darkroom.aws.access-key", "test",
                "darkroom.aws.secret-key", "test");
    }

    URI uploadBucket() {
        return URI.create(sandbox.endpoint() + "/" + UPLOAD);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    S3Client s3() {
        return s3;
    }

    Truth truth() {
        return truth;
    }

    Calls calls() {
        return calls;
    }

    Waits waits() {
        return waits;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    History history() {
        return history;
    }

    /**
     * Waits until the upload queue has been empty for a while, messages in work and delayed ones included.
     *
     * @return whether it came to that in time
     */
    boolean drain(Duration most) throws InterruptedException {
        Instant deadline = Instant.now().plus(most);
        Instant busy = Instant.now();
        while (Duration.between(busy, Instant.now()).compareTo(QUIET) < 0) {
            if (messages() > 0) {
                busy = Instant.now();
            }
            if (busy.isAfter(deadline)) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
        return true;
    }

    /** How many messages the upload queue holds, in whatever state. */
    int messages() {
        return sqs
                .getQueueAttributes(r -> r.queueUrl(queues.queueUrl())
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** Has SQS move everything from the dead-letter queue back. */
    void redrive() {
        String source = arn(queues.deadLetterQueueUrl());
        String destination = arn(queues.queueUrl());
        sqs.startMessageMoveTask(r -> r.sourceArn(source).destinationArn(destination));
    }

    private String arn(String queueUrl) {
        return sqs.getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
        sandbox.close();
    }
}
