package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Where thumbnails go.
 *
 * @param bucket name of the bucket
 */
public record ResizedSpec(
        @Required
                @Pattern(Patterns.BUCKET)
                @Size(min = 3, max = 63)
                @ValidationRule(
                        value = "self == oldSelf",
                        message =
                                "spec.resized.bucket cannot be changed: make another Gallery, or a new one in place of this")
                @ValidationRule(
                        value =
                                "!self.contains('..') && !self.startsWith('xn--') && !self.startsWith('sthree-')"
                                        + " && !self.endsWith('-s3alias') && !self.matches('^[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+$')",
                        message = "not a name that S3 gives to buckets: see its bucket naming rules")
                @JsonPropertyDescription("Name of the bucket where thumbnails go; it is made if it does not exist")
                String bucket) {}
