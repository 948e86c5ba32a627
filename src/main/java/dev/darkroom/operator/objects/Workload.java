package dev.darkroom.operator.objects;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.api.GallerySpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deployments and service accounts. The pods keep to the restricted level of the Pod Security Standards. */
final class Workload {

    /** Annotation of pods that changes with their settings and routes. */
    static final String FINGERPRINT = Gallery.GROUP + "/configuration";

    static final String HTTP = "http";
    static final String MANAGEMENT = "management";

    private static final long USER = 10_001;
    private static final String ROUTES_DIRECTORY = "/etc/darkroom/routes";

    private Workload() {}

    static Deployment deployment(Blueprint blueprint, Component component, String fingerprint) {
        Gallery gallery = blueprint.gallery();
        return new DeploymentBuilder()
                .withMetadata(component.metadata(gallery))
                .withNewSpec()
                .withReplicas(replicas(gallery.getSpec(), component))
                .withNewSelector()
                .withMatchLabels(component.selector(gallery))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxSurge(1)
                .withNewMaxUnavailable(0)
                .endRollingUpdate()
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(component.labels(gallery))
                .withAnnotations(Map.of(FINGERPRINT, fingerprint))
                .endMetadata()
                .withSpec(pod(blueprint, component))
                .endTemplate()
                .endSpec()
                .build();
    }

    static ServiceAccount serviceAccount(Blueprint blueprint, Component component) {
        GallerySpec spec = blueprint.gallery().getSpec();
        Map<String, String> annotations =
                switch (component) {
                    case RESIZER -> spec.resizer().serviceAccountAnnotations();
                    case GALLERY -> spec.gallery().serviceAccountAnnotations();
                };
        return new ServiceAccountBuilder()
                .withMetadata(component.metadata(blueprint.gallery()))
                .editMetadata()
                .withAnnotations(annotations)
                .endMetadata()
                .withAutomountServiceAccountToken(false)
                .build();
    }

    /** @return null for the number of workers, which is the scaler's: what is not applied stays as it is */
    private static Integer replicas(GallerySpec spec, Component component) {
        return component == Component.RESIZER ? null : spec.gallery().replicas();
    }

    private static PodSpec pod(Blueprint blueprint, Component component) {
        return new PodSpecBuilder()
                .withServiceAccountName(component.nameIn(blueprint.gallery()))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withImagePullSecrets(blueprint.image().pullSecrets().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container(blueprint, component))
                .withVolumes(volumes(blueprint))
                .withTopologySpreadConstraints(
                        spread(blueprint.gallery(), component, "topology.kubernetes.io/zone"),
                        spread(blueprint.gallery(), component, "kubernetes.io/hostname"))
                .build();
    }

    private static Container container(Blueprint blueprint, Component component) {
        return new ContainerBuilder()
                .withName(component.role())
                .withImage(blueprint.image().reference())
                .withImagePullPolicy(blueprint.image().pullPolicy())
                .addNewEnvFrom()
                .withNewConfigMapRef()
                .withName(Configuration.settingsName(blueprint))
                .endConfigMapRef()
                .endEnvFrom()
                .withEnv(environment(blueprint, component))
                .addNewPort()
                .withName(HTTP)
                .withContainerPort(8080)
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName(MANAGEMENT)
                .withContainerPort(9000)
                .withProtocol("TCP")
                .endPort()
                .withResources(resources(blueprint.gallery().getSpec(), component))
                .withStartupProbe(probe("started")
                        .withFailureThreshold(60)
                        .withPeriodSeconds(2)
                        .build())
                .withLivenessProbe(probe("live")
                        .withFailureThreshold(3)
                        .withPeriodSeconds(10)
                        .build())
                .withReadinessProbe(probe("ready")
                        .withFailureThreshold(2)
                        .withPeriodSeconds(5)
                        .build())
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .withVolumeMounts(mounts(blueprint))
                .build();
    }

    private static ResourceRequirements resources(GallerySpec spec, Component component) {
        return switch (component) {
            case RESIZER -> spec.resizer().resources();
            case GALLERY -> spec.gallery().resources();
        };
    }

    private static List<EnvVar> environment(Blueprint blueprint, Component component) {
        List<EnvVar> environment = new ArrayList<>();
        environment.add(new EnvVar("DARKROOM_ROLES", component.role(), null));
        String secret = blueprint.aws().credentialsSecret();
        if (!secret.isEmpty()) {
            environment.add(fromSecret("DARKROOM_AWS_ACCESS_KEY", secret, "access-key"));
            environment.add(fromSecret("DARKROOM_AWS_SECRET_KEY", secret, "secret-key"));
        }
        if (!blueprint.routes().isEmpty()) {
            environment.add(new EnvVar("DARKROOM_ROUTES", ROUTES_DIRECTORY + "/*.camel.yaml", null));
            // a changed copy comes with new pods, one after the other; the old ones keep what they started with
            environment.add(new EnvVar("DARKROOM_ROUTES_WATCH", "0", null));
        }
        return environment;
    }

    private static EnvVar fromSecret(String name, String secret, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef()
                .withName(secret)
                .withKey(key)
                .endSecretKeyRef()
                .endValueFrom()
                .build();
    }

    private static ProbeBuilder probe(String check) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/q/health/" + check)
                .withNewPort(MANAGEMENT)
                .endHttpGet()
                .withTimeoutSeconds(5);
    }

    private static List<Volume> volumes(Blueprint blueprint) {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("256Mi"))
                .endEmptyDir()
                .build());
        if (!blueprint.routes().isEmpty()) {
            volumes.add(new VolumeBuilder()
                    .withName("routes")
                    .withNewConfigMap()
                    .withName(Configuration.routesName(blueprint.gallery()))
                    .endConfigMap()
                    .build());
        }
        return volumes;
    }

    private static List<VolumeMount> mounts(Blueprint blueprint) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(
                new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
        if (!blueprint.routes().isEmpty()) {
            mounts.add(new VolumeMountBuilder()
                    .withName("routes")
                    .withMountPath(ROUTES_DIRECTORY)
                    .withReadOnly(true)
                    .build());
        }
        return mounts;
    }

    private static TopologySpreadConstraint spread(Gallery gallery, Component component, String topology) {
        return new TopologySpreadConstraintBuilder()
                .withTopologyKey(topology)
                .withMaxSkew(1)
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(component.selector(gallery))
                .endLabelSelector()
                .build();
    }
}
