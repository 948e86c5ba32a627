package dev.darkroom.aws.provision;

import dev.darkroom.index.Labels;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Tag;

/** The lifecycle rules that clear the upload bucket of rejected uploads and of multipart uploads nobody finished. */
final class UploadLifecycle {

    private static final int REJECTED_DAYS = 7;
    private static final int UNFINISHED_DAYS = 1;

    private static final LifecycleRule REJECTED = LifecycleRule.builder()
            .id("darkroom-rejected")
            .status(ExpirationStatus.ENABLED)
            .filter(f -> f.tag(Tag.builder()
                    .key(Labels.STATE_TAG)
                    .value(Labels.STATE_REJECTED)
                    .build()))
            .expiration(e -> e.days(REJECTED_DAYS))
            .build();
    private static final LifecycleRule UNFINISHED = LifecycleRule.builder()
            .id("darkroom-unfinished")
            .status(ExpirationStatus.ENABLED)
            .filter(LifecycleRuleFilter.builder().prefix("").build())
            .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(UNFINISHED_DAYS))
            .build();

    private final S3Client s3;
    private final Changes changes;

    UploadLifecycle(S3Client s3, Changes changes) {
        this.s3 = s3;
        this.changes = changes;
    }

    void ensure(String bucket) {
        List<LifecycleRule> present = Missing.asEmpty(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)))
                .map(GetBucketLifecycleConfigurationResponse::rules)
                .orElseGet(List::of);
        List<LifecycleRule> wanted = List.of(REJECTED, UNFINISHED);
        if (!present.containsAll(wanted)) {
            List<LifecycleRule> rules = new ArrayList<>(present);
            wanted.forEach(ours -> rules.removeIf(rule -> ours.id().equals(rule.id())));
            rules.addAll(wanted);
            changes.make(
                    "expire rejected and unfinished uploads of bucket " + bucket,
                    () -> s3.putBucketLifecycleConfiguration(
                            r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(rules))));
        }
    }
}
