package dev.darkroom.aws.provision;

import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * A call that was made to AWS.
 *
 * @param service whose
 * @param operation its name in the API, such as {@code GetBucketCors}
 * @param resource name of the bucket or queue that it is about
 */
record AwsCall(Service service, String operation, String resource) {

    /** IAM actions that are not called what the operation is called. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("HeadBucket", "ListBucket"),
            Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
            Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
            Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
            Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
            Map.entry("GetBucketCors", "GetBucketCORS"),
            Map.entry("PutBucketCors", "PutBucketCORS"),
            Map.entry("DeleteBucketCors", "PutBucketCORS"),
            Map.entry("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
            Map.entry("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
            Map.entry("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
            Map.entry("GetBucketNotificationConfiguration", "GetBucketNotification"),
            Map.entry("PutBucketNotificationConfiguration", "PutBucketNotification"));

    /** The services that provisioning calls. */
    enum Service {
        S3("bucket", "darkroom.aws.endpoint and the network's way to S3"),
        SQS("queue", "darkroom.aws.endpoint and the network's way to SQS");

        private final String noun;
        private final String way;

        Service(String noun, String way) {
            this.noun = noun;
            this.way = way;
        }
    }

    static AwsCall of(AwsRequest request, String resource) {
        return new AwsCall(
                request instanceof SqsRequest ? Service.SQS : Service.S3,
                request.getClass().getSimpleName().replaceFirst("Request$", ""),
                resource);
    }

    /** @return the IAM action that allows it, such as {@code s3:GetBucketCORS} */
    String action() {
        return service == Service.SQS ? "sqs:" + operation : "s3:" + ACTIONS.getOrDefault(operation, operation);
    }

    /** @return such as {@code Bucket 'photos-in'}, to begin a sentence with */
    String subject() {
        return capitalized(service.noun) + " '" + resource + "'";
    }

    /**
     * @param partition of AWS, such as {@code aws}
     * @param region where the call went
     * @return what the action has to be allowed on; of a queue, in whichever account
     */
    String arn(String partition, String region) {
        return service == Service.SQS
                ? String.join(":", "arn", partition, "sqs", region, "*", resource)
                : String.join(":", "arn", partition, "s3", "", "", resource);
    }

    /** @return what to look at when the service does not answer */
    String way() {
        return service.way;
    }

    boolean is(String name) {
        return operation.equals(name);
    }

    /** @return whether it only asks */
    boolean isQuestion() {
        return operation.startsWith("Get") || operation.startsWith("Head");
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
