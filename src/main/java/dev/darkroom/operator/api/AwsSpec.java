package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/**
 * Where S3 and SQS are, and who asks.
 *
 * @param region AWS region; empty for the operator's own
 * @param endpoint URL of S3 and SQS; empty for AWS
 * @param publicEndpoint URL at which browsers reach S3 if that differs; empty if it does not
 * @param pathStyle whether the bucket is part of the path instead of the host name
 * @param credentialsSecret name of a Secret with the keys {@code access-key} and {@code secret-key} for the pods of the gallery;
 *     empty if they have the rights of their service accounts
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AwsSpec(
        @Pattern("^[a-z]{2,4}(-[a-z]+)+-[0-9]+$")
                @Size(max = 40)
                @JsonPropertyDescription("AWS region, such as eu-central-1; the operator's own region if left out")
                String region,
        @Pattern(Patterns.URL) @Size(max = 500) @JsonPropertyDescription("URL of S3 and SQS if they are not AWS's own")
                String endpoint,
        @Pattern(Patterns.URL)
                @Size(max = 500)
                @JsonPropertyDescription("URL at which browsers reach S3 if that differs from endpoint")
                String publicEndpoint,
        @Default("false") @JsonPropertyDescription("Whether the bucket is part of the path instead of the host name")
                Boolean pathStyle,
        @Pattern(Patterns.OBJECT_NAME)
                @Size(max = 253)
                @JsonPropertyDescription(
                        "Secret in this namespace with the keys access-key and secret-key, for the pods of the gallery;"
                                + " without it they have the rights of their service accounts (IRSA, EKS Pod Identity)")
                String credentialsSecret) {

    /** Puts in the defaults. */
    public AwsSpec {
        region = Defaults.text(region);
        endpoint = Defaults.text(endpoint);
        publicEndpoint = Defaults.text(publicEndpoint);
        pathStyle = Defaults.of(pathStyle, () -> false);
        credentialsSecret = Defaults.text(credentialsSecret);
    }

    static AwsSpec defaults() {
        return new AwsSpec(null, null, null, null, null);
    }
}
