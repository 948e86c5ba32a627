package dev.darkroom.aws;

import dev.darkroom.aws.queue.WorkerSqsClient;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the clients of an {@link AwsConnection}. They are thread-safe and belong to the caller, who closes them. */
public final class AwsClients {

    /** For the first byte of an answer and between any two of a body, however large that is. */
    private static final Duration S3_SILENCE = Duration.ofSeconds(10);

    /** For everything but reading the body of an answer, with all attempts. */
    private static final Duration S3_CALL = Duration.ofSeconds(25);

    /** Longer than the longest long poll of SQS (20 s), which is silent all that time. */
    private static final Duration SQS_SILENCE = Duration.ofSeconds(25);

    private static final Duration SQS_CALL = Duration.ofSeconds(50);

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

    /** More than a worker with the highest concurrency uses at once. */
    private static final int MAX_CONNECTIONS = 320;

    private AwsClients() {}

    /**
     * @param connection where and who
     * @return a new S3 client
     */
    public static S3Client s3(AwsConnection connection) {
        return connect(S3Client.builder().forcePathStyle(connection.pathStyle()), connection)
                .httpClientBuilder(httpClient(S3_SILENCE))
                .overrideConfiguration(limits(S3_SILENCE, S3_CALL))
                .build();
    }

    /**
     * @param connection where and who
     * @return a new S3 client for routes: they can start while S3 cannot be reached
     */
    public static S3Client routeS3(AwsConnection connection) {
        return new PatientS3Client(s3(connection));
    }

    /**
     * @param connection where and who
     * @return a new SQS client
     */
    public static SqsClient sqs(AwsConnection connection) {
        return connect(SqsClient.builder(), connection)
                .httpClientBuilder(httpClient(SQS_SILENCE))
                .overrideConfiguration(limits(SQS_SILENCE, SQS_CALL))
                .build();
    }

    /**
     * @param connection where and who
     * @return a new SQS client for a worker: it keeps messages hidden while they are in work, and bears a queue that is away
     */
    public static WorkerSqsClient workerSqs(AwsConnection connection) {
        return new WorkerSqsClient(sqs(connection));
    }

    /**
     * @param connection where and who
     * @return a signer for what browsers may do without credentials: read a thumbnail, post an upload
     */
    public static BrowserAccess browserAccess(AwsConnection connection) {
        return new BrowserAccess(connection.bucketUrls(), connection.region(), connection.credentials());
    }

    private static <B extends AwsClientBuilder<B, C>, C> B connect(B builder, AwsConnection connection) {
        connection.endpoint().ifPresent(builder::endpointOverride);
        return builder.region(connection.region()).credentialsProvider(connection.credentials());
    }

    private static ApacheHttpClient.Builder httpClient(Duration silence) {
        return ApacheHttpClient.builder()
                .connectionTimeout(CONNECTION_TIMEOUT)
                .socketTimeout(silence)
                // What is sent is small: to ask first whether it is welcome would take as long as sending it.
                .expectContinueEnabled(false)
                .maxConnections(MAX_CONNECTIONS);
    }

    private static ClientOverrideConfiguration limits(Duration attempt, Duration call) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.STANDARD)
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(call)
                .build();
    }
}
