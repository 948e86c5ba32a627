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

    void ensure(String bucket, UploadAccess access) {
        PolicyDocument policy = Missing.asEmpty(() -> s3.getBucketPolicy(r -> r.bucket(bucket)))
                .map(GetBucketPolicyResponse::policy)
                .map(PolicyDocument::parse)
                .orElseGet(PolicyDocument::empty);
        switch (access) {
            case ANONYMOUS -> allow(bucket, policy);
            case SIGNED -> revoke(bucket, policy);
        }
    }

    private void allow(String bucket, PolicyDocument policy) {
        ObjectNode wanted = PolicyDocument.statement(SID)
                .put("Effect", "Allow")
                .put("Principal", "*")
                .put("Action", "s3:PutObject")
                .put("Resource", "arn:aws:s3:::" + bucket + "/*");
        if (policy.find(SID).filter(wanted::equals).isEmpty()) {
            changes.make("let anyone upload to bucket " + bucket, () -> put(bucket, policy.with(wanted)));
        }
    }

    private void revoke(String bucket, PolicyDocument policy) {
        if (policy.find(SID).isEmpty()) {
            return;
        }
        PolicyDocument rest = policy.without(SID);
        changes.make("stop anonymous uploads to bucket " + bucket, () -> {
            if (rest.isEmpty()) {
                s3.deleteBucketPolicy(r -> r.bucket(bucket));
            } else {
                put(bucket, rest);
            }
        });
    }

    private void put(String bucket, PolicyDocument policy) {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy.toJson()));
    }
}
