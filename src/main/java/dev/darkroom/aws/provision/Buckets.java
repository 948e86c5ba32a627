package dev.darkroom.aws.provision;

import dev.darkroom.aws.UploadAccess;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The bucket itself: that it exists and is ours, encrypted, without ACLs, and no more public than it has to be. */
final class Buckets {

    private static final ServerSideEncryptionRule ENCRYPTION = ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
            .build();
    private static final OwnershipControlsRule OWNERSHIP = OwnershipControlsRule.builder()
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .build();

    private static final PublicAccessBlockConfiguration ALL_BLOCKED = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    private final S3Client s3;
    private final Changes changes;

    Buckets(S3Client s3, Changes changes) {
        this.s3 = s3;
        this.changes = changes;
    }

    /** @return how messages call a bucket */
    static String resource(String bucket) {
        return "bucket " + bucket;
    }

    /** @throws ProvisioningException if it is there, but not for us */
    boolean exists(String bucket) {
        return Absent.asEmpty(() -> s3.headBucket(r -> r.bucket(bucket))).isPresent();
    }

    void ensureExists(String bucket) {
        if (!exists(bucket)) {
            changes.create(resource(bucket), () -> create(bucket));
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
        boolean encrypted = isAsMade(bucket)
                || Absent.asEmpty(() -> s3.getBucketEncryption(r -> r.bucket(bucket)))
                        .map(answer ->
                                answer.serverSideEncryptionConfiguration().hasRules())
                        .orElse(false);
        if (!encrypted) {
            changes.make(
                    resource(bucket),
                    "encrypt new objects of bucket " + bucket,
                    () -> s3.putBucketEncryption(
                            r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(ENCRYPTION))));
        }
    }

    void ensureOwnerEnforced(String bucket) {
        boolean enforced = isAsMade(bucket)
                || Absent.asEmpty(() -> s3.getBucketOwnershipControls(r -> r.bucket(bucket)))
                        .map(answer -> answer.ownershipControls().rules().stream()
                                .anyMatch(rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED))
                        .orElse(false);
        if (!enforced) {
            changes.make(
                    resource(bucket),
                    "turn ACLs off for bucket " + bucket,
                    () -> s3.putBucketOwnershipControls(
                            r -> r.bucket(bucket).ownershipControls(c -> c.rules(OWNERSHIP))));
        }
    }

    /** Anonymous uploads need a public policy; everything else stays blocked. */
    void ensurePublicAccess(String bucket, UploadAccess access) {
        boolean blockPolicies = access != UploadAccess.ANONYMOUS;
        PublicAccessBlockConfiguration wanted = ALL_BLOCKED.toBuilder()
                .blockPublicPolicy(blockPolicies)
                .restrictPublicBuckets(blockPolicies)
                .build();
        Optional<PublicAccessBlockConfiguration> present = isAsMade(bucket)
                ? Optional.of(ALL_BLOCKED)
                : Absent.asEmpty(
                        () -> s3.getPublicAccessBlock(r -> r.bucket(bucket)).publicAccessBlockConfiguration());
        if (present.filter(wanted::equals).isEmpty()) {
            changes.make(
                    resource(bucket),
                    (blockPolicies ? "block public access to bucket " : "allow a public policy on bucket ") + bucket,
                    () -> s3.putPublicAccessBlock(r -> r.bucket(bucket).publicAccessBlockConfiguration(wanted)));
        }
    }

    /** A bucket that a dry run has not made would have what S3 gives each new one: encryption, no ACLs, nothing public. */
    private boolean isAsMade(String bucket) {
        return changes.isOnlyPlanned(resource(bucket));
    }

    /** Deletes it with its settings, if S3 finds nothing in it: no object, no version, no unfinished upload. */
    void delete(String bucket) {
        changes.make(resource(bucket), "delete bucket " + bucket, () -> s3.deleteBucket(r -> r.bucket(bucket)));
    }
}
