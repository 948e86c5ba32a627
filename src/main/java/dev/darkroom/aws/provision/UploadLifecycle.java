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

    private static final List<LifecycleRule> OURS = List.of(REJECTED, UNFINISHED);

    private final S3Client s3;
    private final Changes changes;

    UploadLifecycle(S3Client s3, Changes changes) {
        this.s3 = s3;
        this.changes = changes;
    }

    void ensure(String bucket) {
        GetBucketLifecycleConfigurationResponse present = read(bucket);
        if (!present.rules().containsAll(OURS)) {
            List<LifecycleRule> rules = ofOthers(present.rules());
            rules.addAll(OURS);
            changes.make(
                    Buckets.resource(bucket),
                    "expire rejected and unfinished uploads of bucket " + bucket,
                    () -> put(bucket, rules, present));
        }
    }

    /** Takes our rules out, those that are there. */
    void remove(String bucket) {
        GetBucketLifecycleConfigurationResponse present = read(bucket);
        List<LifecycleRule> others = ofOthers(present.rules());
        if (others.size() < present.rules().size()) {
            changes.make(
                    Buckets.resource(bucket),
                    "stop expiring rejected and unfinished uploads of bucket " + bucket,
                    () -> {
                        if (others.isEmpty()) {
                            s3.deleteBucketLifecycle(r -> r.bucket(bucket));
                        } else {
                            put(bucket, others, present);
                        }
                    });
        }
    }

    private GetBucketLifecycleConfigurationResponse read(String bucket) {
        return changes.read(Buckets.resource(bucket), () -> s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)))
                .orElseGet(
                        () -> GetBucketLifecycleConfigurationResponse.builder().build());
    }

    private static List<LifecycleRule> ofOthers(List<LifecycleRule> rules) {
        List<LifecycleRule> others = new ArrayList<>(rules);
        others.removeIf(rule -> OURS.stream().anyMatch(ours -> ours.id().equals(rule.id())));
        return others;
    }

    /** Putting replaces all, also the smallest size from which objects change their storage class, unless it goes along. */
    private void put(String bucket, List<LifecycleRule> rules, GetBucketLifecycleConfigurationResponse present) {
        s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket)
                .transitionDefaultMinimumObjectSize(present.transitionDefaultMinimumObjectSizeAsString())
                .lifecycleConfiguration(c -> c.rules(rules)));
    }
}
