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
        List<CORSRule> present = Missing.asEmpty(() -> s3.getBucketCors(r -> r.bucket(bucket)))
                .map(GetBucketCorsResponse::corsRules)
                .orElseGet(List::of);
        if (!present.contains(wanted)) {
            List<CORSRule> rules = new ArrayList<>(present);
            rules.removeIf(rule -> ID.equals(rule.id()));
            rules.add(wanted);
            changes.make(
                    "let pages of " + String.join(", ", origins) + " upload to bucket " + bucket,
                    () -> s3.putBucketCors(r -> r.bucket(bucket).corsConfiguration(c -> c.corsRules(rules))));
        }
    }
}
