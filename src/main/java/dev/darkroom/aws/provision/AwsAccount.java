package dev.darkroom.aws.provision;

import java.util.Optional;

/**
 * The account that buckets and queues belong to. A queue's ARN tells it, so that no right is needed to ask for it.
 *
 * @param partition the part of AWS that it is in: {@code aws}, {@code aws-cn}, {@code aws-us-gov} or another
 * @param id its number; empty as long as no queue tells
 */
record AwsAccount(String partition, Optional<String> id) {

    /** @param queueArn {@code arn:partition:sqs:region:account:name} */
    static AwsAccount of(String queueArn) {
        String[] parts = queueArn.split(":");
        return new AwsAccount(parts[1], Optional.of(parts[4]));
    }

    static AwsAccount unknown(String partition) {
        return new AwsAccount(partition, Optional.empty());
    }

    String bucketArn(String bucket) {
        return "arn:" + partition + ":s3:::" + bucket;
    }
}
