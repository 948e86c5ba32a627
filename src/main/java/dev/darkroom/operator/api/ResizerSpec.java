package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/**
 * The workers that make thumbnails.
 *
 * @param concurrency pictures in work at once in a pod; 0 for one per processor
 * @param resources what a pod gets
 * @param serviceAccountAnnotations annotations of the pods' service account, such as IRSA's role
 * @param autoscaling how many pods there are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResizerSpec(
        @Default("0")
                @Min(0)
                @Max(64)
                @JsonPropertyDescription("Pictures in work at once in a pod; 0 for one per processor")
                Integer concurrency,
        @Default(ResizerSpec.RESOURCES)
                @JsonPropertyDescription("Resources of a pod; 512Mi of memory hold any picture that the defaults allow")
                ResourceRequirements resources,
        @JsonPropertyDescription("Annotations of the pods' ServiceAccount, such as eks.amazonaws.com/role-arn")
                Map<String, String> serviceAccountAnnotations,
        @Default("{}")
                @JsonPropertyDescription(
                        "How many pods there are: by KEDA on the length of the queue where it is installed, by CPU otherwise")
                AutoscalingSpec autoscaling) {

    static final String RESOURCES =
            """
            {"requests": {"cpu": "500m", "memory": "512Mi"}, "limits": {"memory": "512Mi"}}""";

    /** Puts in the defaults. */
    public ResizerSpec {
        concurrency = Defaults.of(concurrency, () -> 0);
        resources = Defaults.of(resources, () -> Serialization.unmarshal(RESOURCES, ResourceRequirements.class));
        serviceAccountAnnotations = Map.copyOf(Defaults.of(serviceAccountAnnotations, Map::of));
        autoscaling = Defaults.of(autoscaling, AutoscalingSpec::defaults);
    }

    static ResizerSpec defaults() {
        return new ResizerSpec(null, null, null, null);
    }
}
