package dev.darkroom.deploy;

import dev.darkroom.sandbox.CallLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What AWS wants a caller to be allowed to do, by "Actions, resources, and condition keys for Amazon S3" and "for Amazon SQS" in
 * the Service Authorization Reference.
 *
 * @param action IAM action, such as {@code s3:GetObject}
 * @param resource ARN of the bucket, object or queue
 */
public record Right(String action, String resource) {

    private static final int NOT_FOUND = 404;

    /** S3 operations on buckets. */
    private static final Map<String, String> BUCKET_ACTIONS = Map.ofEntries(
            Map.entry("CreateBucket", "CreateBucket"),
            Map.entry("DeleteBucket", "DeleteBucket"),
            Map.entry("HeadBucket", "ListBucket"),
            Map.entry("ListObjectsV2", "ListBucket"),
            Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
            Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
            Map.entry("GetBucketOwnershipControls", "GetBucketOwnershipControls"),
            Map.entry("PutBucketOwnershipControls", "PutBucketOwnershipControls"),
            Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
            Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
            Map.entry("GetBucketPolicy", "GetBucketPolicy"),
            Map.entry("PutBucketPolicy", "PutBucketPolicy"),
            Map.entry("DeleteBucketPolicy", "DeleteBucketPolicy"),
            Map.entry("GetBucketCors", "GetBucketCORS"),
            Map.entry("PutBucketCors", "PutBucketCORS"),
            Map.entry("DeleteBucketCors", "PutBucketCORS"),
            Map.entry("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
            Map.entry("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
            Map.entry("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
            Map.entry("GetBucketNotificationConfiguration", "GetBucketNotification"),
            Map.entry("PutBucketNotificationConfiguration", "PutBucketNotification"));

    /** S3 operations on objects. */
    private static final Map<String, String> OBJECT_ACTIONS = Map.ofEntries(
            Map.entry("GetObject", "GetObject"),
            Map.entry("HeadObject", "GetObject"),
            Map.entry("PutObject", "PutObject"),
            Map.entry("PostObject", "PutObject"),
            Map.entry("CreateMultipartUpload", "PutObject"),
            Map.entry("UploadPart", "PutObject"),
            Map.entry("CompleteMultipartUpload", "PutObject"),
            Map.entry("AbortMultipartUpload", "AbortMultipartUpload"),
            Map.entry("DeleteObject", "DeleteObject"),
            Map.entry("DeleteObjects", "DeleteObject"),
            Map.entry("GetObjectTagging", "GetObjectTagging"),
            Map.entry("PutObjectTagging", "PutObjectTagging"));

    /** SQS operations on a queue. */
    private static final Map<String, String> QUEUE_ACTIONS = Map.ofEntries(
            Map.entry("CreateQueue", "CreateQueue"),
            Map.entry("DeleteQueue", "DeleteQueue"),
            Map.entry("GetQueueUrl", "GetQueueUrl"),
            Map.entry("GetQueueAttributes", "GetQueueAttributes"),
            Map.entry("SetQueueAttributes", "SetQueueAttributes"),
            Map.entry("SendMessage", "SendMessage"),
            Map.entry("ReceiveMessage", "ReceiveMessage"),
            Map.entry("DeleteMessage", "DeleteMessage"),
            Map.entry("DeleteMessageBatch", "DeleteMessage"),
            Map.entry("ChangeMessageVisibility", "ChangeMessageVisibility"),
            Map.entry("ChangeMessageVisibilityBatch", "ChangeMessageVisibility"));

    /**
     * @param call what was called
     * @return the rights that AWS would have asked for
     * @throws AssertionError if nobody has looked up yet what AWS asks for
     */
    public static List<Right> of(CallLog.Call call) {
        String operation = call.operation().replaceFirst("^s3:|^sqs:", "");
        String bucket = "arn:aws:s3:::" + call.resource();
        if (call.operation().startsWith("sqs:") && QUEUE_ACTIONS.containsKey(operation)) {
            return List.of(new Right(
                    "sqs:" + QUEUE_ACTIONS.get(operation), "arn:aws:sqs:eu-central-1:123456789012:" + call.resource()));
        }
        if (call.operation().startsWith("s3:") && BUCKET_ACTIONS.containsKey(operation)) {
            return List.of(new Right("s3:" + BUCKET_ACTIONS.get(operation), bucket));
        }
        if (call.operation().startsWith("s3:") && OBJECT_ACTIONS.containsKey(operation)) {
            List<Right> rights = new ArrayList<>();
            rights.add(new Right("s3:" + OBJECT_ACTIONS.get(operation), bucket + "/" + call.key()));
            if (call.status() == NOT_FOUND) {
                // without it, S3 answers 403 to who asks for what is not there
                rights.add(new Right("s3:ListBucket", bucket));
            }
            return rights;
        }
        throw new AssertionError("Which IAM action allows " + call.operation() + "?");
    }
}
