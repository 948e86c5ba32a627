package dev.darkroom.operator;

import dev.darkroom.aws.AwsConnection;
import dev.darkroom.operator.api.AwsSpec;

/**
 * How the operator itself gets at AWS; where a gallery's spec is silent, also where that gallery's buckets and queue are.
 *
 * @param region AWS region; empty if it is not known
 * @param endpoint URL of S3 and SQS; empty for AWS
 * @param publicEndpoint URL at which browsers reach S3 if that differs; empty if it does not
 * @param pathStyle whether the bucket is part of the path, at that endpoint
 * @param accessKey access key; empty for the SDK's own way to credentials
 * @param secretKey secret key that goes with it
 */
public record OperatorAws(
        String region, String endpoint, String publicEndpoint, boolean pathStyle, String accessKey, String secretKey) {

    /**
     * @param spec what a gallery says
     * @return the same with what it leaves out
     */
    public AwsSpec complete(AwsSpec spec) {
        boolean sameEndpoint = spec.endpoint().isEmpty() || spec.endpoint().equals(endpoint);
        return new AwsSpec(
                firstOf(spec.region(), region),
                firstOf(spec.endpoint(), endpoint),
                sameEndpoint ? firstOf(spec.publicEndpoint(), publicEndpoint) : spec.publicEndpoint(),
                spec.pathStyle() || sameEndpoint && pathStyle,
                spec.credentialsSecret());
    }

    /**
     * @param aws where to, completed
     * @return a connection with the operator's own credentials
     */
    AwsConnection connection(AwsSpec aws) {
        AwsConnection connection = new AwsConnection();
        connection.setRegion(aws.region());
        connection.setEndpoint(aws.endpoint());
        connection.setPathStyle(aws.pathStyle());
        connection.setAccessKey(accessKey);
        connection.setSecretKey(secretKey);
        return connection;
    }

    private static String firstOf(String given, String otherwise) {
        return given.isEmpty() ? otherwise : given;
    }
}
