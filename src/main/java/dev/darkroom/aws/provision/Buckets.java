package dev.darkroom.aws.provision;

import dev.darkroom.aws.UploadAccess;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The bucket itself: that it exists and is ours, encrypted, without ACLs, and no more public than it has to be. */
final class Buckets {

    private static final int MOVED = 301;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private static final ServerSideEncryptionRule ENCRYPTION = ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
            .build();
    private static final OwnershipControlsRule OWNERSHIP = OwnershipControlsRule.builder()
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .build();

    private final S3Client s3;
    private final Changes changes;

    Buckets(S3Client s3, Changes changes) {
        this.s3 = s3;
        this.changes = changes;
    }

    void ensureExists(String bucket) {
        try {
            s3.headBucket(r -> r.bucket(bucket));
        } catch (S3Exception e) {
            switch (e.statusCode()) {
                case NOT_FOUND -> changes.make("create bucket " + bucket, () -> create(bucket));
                case FORBIDDEN ->
                    throw new ProvisioningException(
                            "Bucket '" + bucket + "' exists but these credentials may not use it:"
                                    + " it belongs to another account, or s3:ListBucket on it is missing."
                                    + " Choose another name or grant the right.");
                case MOVED ->
                    throw new ProvisioningException("Bucket '" + bucket + "' is in another region than " + region().id()
                            + ". Set darkroom.aws.region to the bucket's region.");
                default -> throw e;
            }
        }
    }

    private void create(String bucket) {
        CreateBucketRequest.Builder request =
                CreateBucketRequest.builder().bucket(bucket).objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        // us-east-1 is S3's default and must not be named as a constraint
        if (!region().equals(Region.US_EAST_1)) {
            request.createBucketConfiguration(c -> c.locationConstraint(region().id()));
        }
        s3.createBucket(request.build());
    }

    private Region region() {
        return s3.serviceClientConfiguration().region();
    }

    void ensureEncrypted(String bucket) {
        boolean encrypted = Missing.asEmpty(() -> s3.getBucketEncryption(r -> r.bucket(bucket)))
                .map(answer -> answer.serverSideEncryptionConfiguration().hasRules())
                .orElse(false);
        if (!encrypted) {
            changes.make(
                    "encrypt new objects of bucket " + bucket,
                    () -> s3.putBucketEncryption(
                            r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(ENCRYPTION))));
        }
    }

    void ensureOwnerEnforced(String bucket) {
        boolean enforced = Missing.asEmpty(() -> s3.getBucketOwnershipControls(r -> r.bucket(bucket)))
                .map(answer -> answer.ownershipControls().rules().stream()
                        .anyMatch(rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED))
                .orElse(false);
        if (!enforced) {
            changes.make(
                    "turn ACLs off for bucket " + bucket,
                    () -> s3.putBucketOwnershipControls(
                            r -> r.bucket(bucket).ownershipControls(c -> c.rules(OWNERSHIP))));
        }
    }

    /** Anonymous uploads need a public policy; everything else stays blocked. */
    void ensurePublicAccess(String bucket, UploadAccess access) {
        boolean blockPolicies = access != UploadAccess.ANONYMOUS;
        PublicAccessBlockConfiguration wanted = PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .ignorePublicAcls(true)
                .blockPublicPolicy(blockPolicies)
                .restrictPublicBuckets(blockPolicies)
                .build();
        Optional<PublicAccessBlockConfiguration> present = Missing.asEmpty(
                () -> s3.getPublicAccessBlock(r -> r.bucket(bucket)).publicAccessBlockConfiguration());
        if (present.filter(wanted::equals).isEmpty()) {
            changes.make(
                    (blockPolicies ? "block public access to bucket " : "allow a public policy on bucket ") + bucket,
                    () -> s3.putPublicAccessBlock(r -> r.bucket(bucket).publicAccessBlockConfiguration(wanted)));
        }
    }
}
