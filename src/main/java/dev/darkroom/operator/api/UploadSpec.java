package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * Where originals arrive.
 *
 * @param bucket name of the bucket
 * @param access who may upload
 * @param maxBytes largest upload, in bytes
 * @param origins web origins from which pages upload; empty: the gallery's own, or any if its address is not known
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record UploadSpec(
        @Required
                @Pattern(Patterns.BUCKET)
                @Size(min = 3, max = 63)
                @ValidationRule(
                        value = "self == oldSelf",
                        message =
                                "spec.upload.bucket cannot be changed: make another Gallery, or a new one in place of this")
                @ValidationRule(
                        value =
                                "!self.contains('..') && !self.startsWith('xn--') && !self.startsWith('sthree-')"
                                        + " && !self.endsWith('-s3alias') && !self.matches('^[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+$')",
                        message = "not a name that S3 gives to buckets: see its bucket naming rules")
                @JsonPropertyDescription("Name of the bucket where originals arrive; it is made if it does not exist")
                String bucket,
        @Default("signed")
                @JsonPropertyDescription(
                        "Who may upload: signed (holders of a form from the gallery) or anonymous (anyone)")
                Access access,
        @Default("" + UploadSpec.MAX_BYTES)
                @Min(1)
                @Max(Integer.MAX_VALUE)
                @JsonPropertyDescription("Largest upload, in bytes")
                Long maxBytes,
        @Size(max = 50)
                @JsonPropertyDescription(
                        "Web origins from which pages upload, such as https://photos.example.com; the gallery's own if left"
                                + " out")
                List<@Pattern(Patterns.ORIGIN) @Size(max = 300) String> origins) {

    static final long MAX_BYTES = 52_428_800;

    /** Puts in the defaults. */
    public UploadSpec {
        access = Defaults.of(access, () -> Access.SIGNED);
        maxBytes = Defaults.of(maxBytes, () -> MAX_BYTES);
        origins = List.copyOf(Defaults.of(origins, List::of));
    }
}
