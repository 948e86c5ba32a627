package dev.darkroom.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the clients of an {@link AwsConnection}. They are thread-safe and belong to the caller, who closes them. */
public final class AwsClients {

    /** Longer than the longest long poll of SQS (20 s), which holds its connection all that time. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_CONNECTIONS = 128;

    private AwsClients() {}

    /**
     * @param connection where and who
     * @return a new S3 client
     */
    public static S3Client s3(AwsConnection connection) {
        return connect(S3Client.builder().forcePathStyle(connection.pathStyle()), connection)
                .httpClientBuilder(httpClient())
                .build();
    }

    /**
     * @param connection where and who
     * @return a new SQS client
     */
    public static SqsClient sqs(AwsConnection connection) {
        return connect(SqsClient.builder(), connection)
                .httpClientBuilder(httpClient())
                .build();
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

    private static ApacheHttpClient.Builder httpClient() {
        return ApacheHttpClient.builder()
                .connectionTimeout(CONNECTION_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT)
                .maxConnections(MAX_CONNECTIONS);
    }
}
