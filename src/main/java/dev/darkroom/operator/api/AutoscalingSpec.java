package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * How many resizers there are.
 *
 * @param minReplicas fewest pods; 0 only where KEDA scales
 * @param maxReplicas most pods
 * @param messagesPerReplica messages in the queue for each pod, where KEDA scales
 * @param targetCpuPercent CPU use, in per cent of what pods request, that is aimed at where there is no KEDA
 */
@ValidationRule(
        value = "self.minReplicas <= self.maxReplicas",
        message = "autoscaling.minReplicas is greater than autoscaling.maxReplicas")
public record AutoscalingSpec(
        @Default("1") @Min(0) @Max(1000) @JsonPropertyDescription("Fewest pods; 0 counts as 1 where there is no KEDA")
                Integer minReplicas,
        @Default("10") @Min(1) @Max(1000) @JsonPropertyDescription("Most pods") Integer maxReplicas,
        @Default("20") @Min(1) @JsonPropertyDescription("Messages in the queue for each pod, where KEDA scales")
                Integer messagesPerReplica,
        @Default("80")
                @Min(1)
                @Max(100)
                @JsonPropertyDescription("CPU use in per cent of the request that is aimed at, where there is no KEDA")
                Integer targetCpuPercent) {

    /** Puts in the defaults. */
    public AutoscalingSpec {
        minReplicas = Defaults.of(minReplicas, () -> 1);
        maxReplicas = Defaults.of(maxReplicas, () -> 10);
        messagesPerReplica = Defaults.of(messagesPerReplica, () -> 20);
        targetCpuPercent = Defaults.of(targetCpuPercent, () -> 80);
    }

    static AutoscalingSpec defaults() {
        return new AutoscalingSpec(null, null, null, null);
    }
}
