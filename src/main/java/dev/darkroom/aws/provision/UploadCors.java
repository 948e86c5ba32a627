package dev.darkroom.aws.provision;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;

/** The CORS rule by which a gallery page may post to the upload bucket and read the answer. */
final class UploadCors {

    private static final String ID = "darkroom-upload";
    private static final int PREFLIGHT_SECONDS = 3600;

    private final S3Client s3;
    private final Changes changes;

    UploadCors(S3Client s3, Changes changes) {
        this.s3 = s3;
        this.changes = changes;
    }

    void ensure(String bucket, List<String> origins) {
        CORSRule wanted = CORSRule.builder()
                .id(ID)
                .allowedOrigins(origins)
                .allowedMethods("POST", "PUT")
                .allowedHeaders("*")
                .exposeHeaders("ETag")
                .maxAgeSeconds(PREFLIGHT_SECONDS)
                .build();
        List<CORSRule> present = read(bucket);
        if (!present.contains(wanted)) {
            List<CORSRule> rules = ofOthers(present);
            rules.add(wanted);
            changes.make(
                    Buckets.resource(bucket),
                    "let pages of " + String.join(", ", origins) + " upload to bucket " + bucket,
                    () -> put(bucket, rules));
        }
    }

    /** Takes our rule out, if it is there. */
    void remove(String bucket) {
        List<CORSRule> present = read(bucket);
        List<CORSRule> others = ofOthers(present);
        if (others.size() < present.size()) {
            changes.make(Buckets.resource(bucket), "stop uploads from pages to bucket " + bucket, () -> {
                if (others.isEmpty()) {
                    s3.deleteBucketCors(r -> r.bucket(bucket));
                } else {
                    put(bucket, others);
                }
            });
        }
    }

    private List<CORSRule> read(String bucket) {
        return changes.read(Buckets.resource(bucket), () -> s3.getBucketCors(r -> r.bucket(bucket)))
                .map(GetBucketCorsResponse::corsRules)
                .orElseGet(List::of);
    }

    private static List<CORSRule> ofOthers(List<CORSRule> rules) {
        List<CORSRule> others = new ArrayList<>(rules);
        others.removeIf(rule -> ID.equals(rule.id()));
        return others;
    }

    private void put(String bucket, List<CORSRule> rules) {
        s3.putBucketCors(r -> r.bucket(bucket).corsConfiguration(c -> c.corsRules(rules)));
    }
}
