package dev.darkroom.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A sandbox in memory on a free port with clients for it, shared by the tests of a class. Tests keep apart by using
 * their own buckets and queues.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SandboxTestCase {
    /** The sandbox. */
    protected final Sandbox sandbox = start(SandboxSettings.inMemory());

    /** A client of its S3. */
    protected final S3Client s3 = s3Client(sandbox, "test").build();

    /** A client of its SQS. */
    protected final SqsClient sqs = sqsClient(sandbox);

    @AfterAll
    void stopSandbox() {
        s3.close();
        sqs.close();
        sandbox.close();
    }

    /** Starts a sandbox. */
    public static Sandbox start(SandboxSettings settings) {
        try {
            return Sandbox.start(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client of a sandbox's S3, to be configured further. */
    public static S3ClientBuilder s3Client(Sandbox sandbox, String secretKey) {
        return S3Client.builder()
                .endpointOverride(sandbox.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(100))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", secretKey)));
    }

    /** A client of a sandbox's SQS. */
    public static SqsClient sqsClient(Sandbox sandbox) {
        return SqsClient.builder()
                .endpointOverride(sandbox.endpoint())
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(100))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** Makes a bucket of a name of its own. */
    protected String newBucket() {
        String bucket = "bucket-" + UUID.randomUUID();
        s3.createBucket(b -> b.bucket(bucket));
        return bucket;
    }

    /** Makes a queue of a name of its own; returns its URL. */
    protected String newQueue(Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(q -> q.queueName("queue-" + UUID.randomUUID()).attributes(attributes))
                .queueUrl();
    }

    /** ARN of a queue. */
    protected String arnOf(String queueUrl) {
        return sqs.getQueueAttributes(q -> q.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    /** Makes a queue to which S3 may send on behalf of a bucket; returns its URL. */
    protected String newQueueFor(String bucket) {
        String url = newQueue(Map.of());
        sqs.setQueueAttributes(q -> q.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.POLICY,
                        """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                          "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "%s",
                          "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:s3:::%s"}}}]}
                        """
                                .formatted(arnOf(url), bucket))));
        return url;
    }

    /** Lets everyone do something with the objects of a bucket. */
    protected void allowAnyone(String bucket, String action) {
        s3.putPublicAccessBlock(p -> p.bucket(bucket)
                .publicAccessBlockConfiguration(c -> c.blockPublicPolicy(false).restrictPublicBuckets(false)));
        s3.putBucketPolicy(p -> p.bucket(bucket)
                .policy(
                        """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
                          "Action": "%s", "Resource": "arn:aws:s3:::%s/*"}]}
                        """
                                .formatted(action, bucket)));
    }
}
