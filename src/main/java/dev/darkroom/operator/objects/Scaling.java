package dev.darkroom.operator.objects;

import dev.darkroom.operator.api.AutoscalingSpec;
import dev.darkroom.operator.api.AwsSpec;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What changes the number of workers.
 *
 * <p>KEDA counts messages that are in work as well ({@code scaleOnInFlight}, its default), or it would take workers away in
 * mid-picture.
 */
final class Scaling {

    private Scaling() {}

    static List<HasMetadata> objects(Blueprint blueprint) {
        return switch (blueprint.scaler()) {
            case CPU -> List.of(autoscaler(blueprint));
            case KEDA -> List.of(scaledObject(blueprint), authentication(blueprint));
        };
    }

    private static HorizontalPodAutoscaler autoscaler(Blueprint blueprint) {
        AutoscalingSpec spec = spec(blueprint);
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(Component.RESIZER.metadata(blueprint.gallery()))
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(Component.RESIZER.nameIn(blueprint.gallery()))
                .endScaleTargetRef()
                .withMinReplicas(Math.max(1, spec.minReplicas()))
                .withMaxReplicas(spec.maxReplicas())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(spec.targetCpuPercent())
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }

    private static GenericKubernetesResource scaledObject(Blueprint blueprint) {
        AutoscalingSpec spec = spec(blueprint);
        String name = Component.RESIZER.nameIn(blueprint.gallery());
        return keda(
                blueprint,
                Keda.SCALED_OBJECT,
                Map.of(
                        "scaleTargetRef", Map.of("name", name),
                        "minReplicaCount", spec.minReplicas(),
                        "maxReplicaCount", spec.maxReplicas(),
                        "triggers",
                                List.of(Map.of(
                                        "type", "aws-sqs-queue",
                                        "metadata", trigger(blueprint),
                                        "authenticationRef", Map.of("name", name)))));
    }

    private static Map<String, String> trigger(Blueprint blueprint) {
        Map<String, String> trigger = new TreeMap<>();
        trigger.put("queueURL", blueprint.queueUrl());
        trigger.put("queueLength", spec(blueprint).messagesPerReplica().toString());
        trigger.put("awsRegion", blueprint.aws().region());
        String endpoint = blueprint.aws().endpoint();
        if (!endpoint.isEmpty()) {
            trigger.put("awsEndpoint", endpoint);
        }
        return trigger;
    }

    private static GenericKubernetesResource authentication(Blueprint blueprint) {
        AwsSpec aws = blueprint.aws();
        Map<String, Object> spec = aws.credentialsSecret().isEmpty()
                ? Map.of("podIdentity", Map.of("provider", "aws", "identityOwner", "workload"))
                : Map.of(
                        "secretTargetRef",
                        List.of(
                                key("awsAccessKeyID", aws.credentialsSecret(), "access-key"),
                                key("awsSecretAccessKey", aws.credentialsSecret(), "secret-key")));
        return keda(blueprint, Keda.TRIGGER_AUTHENTICATION, spec);
    }

    private static Map<String, String> key(String parameter, String secret, String key) {
        return Map.of("parameter", parameter, "name", secret, "key", key);
    }

    private static GenericKubernetesResource keda(Blueprint blueprint, String kind, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(Keda.API_VERSION)
                .withKind(kind)
                .withMetadata(Component.RESIZER.metadata(blueprint.gallery()))
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    private static AutoscalingSpec spec(Blueprint blueprint) {
        return blueprint.gallery().getSpec().resizer().autoscaling();
    }
}
