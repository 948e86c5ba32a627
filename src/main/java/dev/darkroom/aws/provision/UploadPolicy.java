package dev.darkroom.aws.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.aws.UploadAccess;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;

/** The one statement of the upload bucket's policy that lets anyone put objects, present only for anonymous uploads. */
final class UploadPolicy {

    private static final String SID = "DarkroomAnonymousUpload";

    private final S3Client s3;
    private final Changes changes;

    UploadPolicy(S3Client s3, Changes changes) {
        this.s3 = s3;
        this.changes = changes;
    }

    void ensure(String bucket, UploadAccess access, AwsAccount account) {
        switch (access) {
            case ANONYMOUS -> allow(bucket, account);
            case SIGNED -> remove(bucket);
        }
    }

    private void allow(String bucket, AwsAccount account) {
        PolicyDocument policy = read(bucket);
        ObjectNode wanted = PolicyDocument.statement(SID)
                .put("Effect", "Allow")
                .put("Principal", "*")
                .put("Action", "s3:PutObject")
                .put("Resource", account.bucketArn(bucket) + "/*");
        if (policy.find(SID).filter(wanted::equals).isEmpty()) {
            changes.make(
                    Buckets.resource(bucket),
                    "let anyone upload to bucket " + bucket,
                    () -> put(bucket, policy.with(wanted)));
        }
    }

    /** Takes our statement out, if it is there. */
    void remove(String bucket) {
        PolicyDocument policy = read(bucket);
        if (policy.find(SID).isEmpty()) {
            return;
        }
        PolicyDocument rest = policy.without(SID);
        changes.make(Buckets.resource(bucket), "stop anonymous uploads to bucket " + bucket, () -> {
            if (rest.isEmpty()) {
                s3.deleteBucketPolicy(r -> r.bucket(bucket));
            } else {
                put(bucket, rest);
            }
        });
    }

    private PolicyDocument read(String bucket) {
        return changes.read(Buckets.resource(bucket), () -> s3.getBucketPolicy(r -> r.bucket(bucket)))
                .map(GetBucketPolicyResponse::policy)
                .map(PolicyDocument::parse)
                .orElseGet(PolicyDocument::empty);
    }

    private void put(String bucket, PolicyDocument policy) {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy.toJson()));
    }
}
