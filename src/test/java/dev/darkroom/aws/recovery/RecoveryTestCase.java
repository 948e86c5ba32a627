package dev.darkroom.aws.recovery;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.aws.provision.ProvisioningReport;
import dev.darkroom.index.Labels;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A provisioned sandbox, and what workers leave behind in its queues. */
abstract class RecoveryTestCase {

    static final String BUCKET = "photos-in";
    static final UploadQueues QUEUES = new UploadQueues("photos-in-events");

    Sandbox sandbox;
    S3Client s3;
    SqsClient sqs;
    String queueUrl;
    String deadLetterUrl;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        AwsConnection connection = SandboxClients.connection(sandbox);
        s3 = AwsClients.s3(connection);
        sqs = AwsClients.sqs(connection);
        ProvisioningReport report = new Provisioner(s3, sqs)
                .provision(new GalleryInfrastructure(
                        BUCKET, "photos-out", QUEUES.queue(), UploadAccess.ANONYMOUS, List.of("*")));
        queueUrl = report.queueUrl();
        deadLetterUrl = report.deadLetterQueueUrl();
        // the event with which S3 tests a new notification
        sqs.purgeQueue(r -> r.queueUrl(queueUrl));
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sqs.close();
        sandbox.close();
    }

    static String event(String... encodedKeys) {
        List<String> records = List.of(encodedKeys).stream()
                .map(key ->
                        """
                        {"eventTime":"2026-03-01T12:00:00.123Z","eventName":"ObjectCreated:Put",
                         "s3":{"bucket":{"name":"photos-in"},"object":{"key":"%s","size":1}}}"""
                                .formatted(key))
                .toList();
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    /** As a worker does that gives up. */
    void putAside(String message, String reason) {
        sqs.sendMessage(r -> r.queueUrl(deadLetterUrl)
                .messageBody(message)
                .messageAttributes(Map.of(
                        Labels.REASON_ATTRIBUTE,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(reason)
                                .build())));
    }

    void putAside(int messages) {
        for (int start = 0; start < messages; start += 10) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(start, Math.min(start + 10, messages))
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id("m" + i)
                            .messageBody(event(i + ".jpg"))
                            .build())
                    .toList();
            sqs.sendMessageBatch(r -> r.queueUrl(deadLetterUrl).entries(entries));
        }
    }

    int visible(String url) {
        return Integer.parseInt(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }
}
