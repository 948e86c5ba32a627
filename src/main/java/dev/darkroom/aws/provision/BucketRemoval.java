package dev.darkroom.aws.provision;

import dev.darkroom.aws.provision.DeprovisioningReport.Kept;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Removes a gallery's buckets if they are empty, and its settings from those that are not. */
final class BucketRemoval {

    private final S3Client s3;
    private final boolean accountKnown;
    private final Changes changes;
    private final Buckets buckets;

    /** @param account whose buckets may be touched; without one, none is */
    BucketRemoval(TranslatingS3Client s3, Optional<String> account, Changes changes) {
        this.s3 = s3.onlyOf(account);
        this.accountKnown = account.isPresent();
        this.changes = changes;
        this.buckets = new Buckets(this.s3, changes);
    }

    /** @return the bucket, if it was kept */
    Optional<Kept> removeResizedBucket(String bucket) {
        return remove(bucket, () -> {});
    }

    /** @return the bucket, if it was kept; none of our settings is left on it then, unless it is not ours */
    Optional<Kept> removeUploadBucket(String bucket) {
        return remove(bucket, () -> {
            new UploadNotification(s3, changes).remove(bucket);
            new UploadPolicy(s3, changes).remove(bucket);
            new UploadCors(s3, changes).remove(bucket);
            new UploadLifecycle(s3, changes).remove(bucket);
        });
    }

    private Optional<Kept> remove(String bucket, Runnable removeSettings) {
        try {
            if (!buckets.exists(bucket)) {
                return Optional.empty();
            }
            if (!accountKnown) {
                return kept(bucket, "neither queue is left to tell whether it is of this account");
            }
            buckets.delete(bucket);
            return Optional.empty();
        } catch (ProvisioningException e) {
            return switch (e.reason()) {
                case BUCKET_NOT_EMPTY -> {
                    removeSettings.run();
                    yield kept(bucket, "it is not empty");
                }
                case BUCKET_TAKEN, WRONG_REGION -> kept(bucket, e.getMessage());
                default -> throw e;
            };
        }
    }

    private static Optional<Kept> kept(String bucket, String why) {
        return Optional.of(new Kept(Buckets.resource(bucket), why));
    }
}
