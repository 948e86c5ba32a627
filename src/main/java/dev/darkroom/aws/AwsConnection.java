package dev.darkroom.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Where S3 and SQS are and who asks: on AWS, or on anything that speaks its protocols.
 *
 * <p>Every setting is text, and an empty one means "what the AWS SDK would do": region and credentials then come from its
 * default provider chains (environment, profile, pod identity). That makes the class fit for a bean in a route file. Set it up
 * from one thread; afterwards any number may read it.
 */
public final class AwsConnection {

    private String region = "";
    private String endpoint = "";
    private String publicEndpoint = "";
    private boolean pathStyle;
    private String accessKey = "";
    private String secretKey = "";

    /** @param region AWS region such as {@code eu-central-1}; empty for the SDK's default */
    public void setRegion(String region) {
        this.region = region;
    }

    /** @param endpoint URL of S3 and SQS, such as {@code http://localhost:4566}; empty for AWS */
    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    /** @param publicEndpoint URL at which browsers reach S3 if it differs from {@code endpoint}; empty if it does not */
    public void setPublicEndpoint(String publicEndpoint) {
        this.publicEndpoint = publicEndpoint;
    }

    /** @param pathStyle whether the bucket is the first part of the path ({@code true}) or of the host name */
    public void setPathStyle(boolean pathStyle) {
        this.pathStyle = pathStyle;
    }

    /** @param accessKey access key id; empty for the SDK's default credentials */
    public void setAccessKey(String accessKey) {
        this.accessKey = accessKey;
    }

    /** @param secretKey secret access key that goes with {@link #setAccessKey} */
    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    Region region() {
        return region.isBlank() ? new DefaultAwsRegionProviderChain().getRegion() : Region.of(region);
    }

    Optional<URI> endpoint() {
        return uri(endpoint);
    }

    boolean pathStyle() {
        return pathStyle;
    }

    BucketUrls bucketUrls() {
        return new BucketUrls(region(), uri(publicEndpoint).or(this::endpoint), pathStyle);
    }

    AwsCredentialsProvider credentials() {
        if (accessKey.isBlank()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    private static Optional<URI> uri(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(URI.create(text));
    }
}
