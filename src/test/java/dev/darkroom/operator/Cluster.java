package dev.darkroom.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Keda;
import dev.darkroom.operator.objects.PodImage;
import dev.darkroom.operator.objects.Telemetry;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRuleBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A stand-in for a cluster, the sandbox as AWS, and operators between them. The stand-in knows no server-side apply, no
 * validation and no garbage collection, so what depends on those is not proved here.
 */
final class Cluster implements AutoCloseable {

    static final String NAMESPACE = "photos";

    /** A Gallery with no more than it needs, to which fields of its spec can be added. */
    static final String HOLIDAY =
            """
            apiVersion: darkroom.dev/v1alpha1
            kind: Gallery
            metadata: {name: holiday}
            spec:
              upload: {bucket: holiday-in}
              resized: {bucket: holiday-out}
            """;

    static final String IMAGE = "registry.example.com/darkroom:1";
    static final CustomResourceDefinitionContext SCALED_OBJECTS = keda(Keda.SCALED_OBJECT, "scaledobjects");
    static final CustomResourceDefinitionContext TRIGGER_AUTHENTICATIONS =
            keda(Keda.TRIGGER_AUTHENTICATION, "triggerauthentications");

    private final KubernetesMockServer server;
    private final Sandbox sandbox;
    private final KubernetesClient client;
    private final List<OperatorLoop> operators = new ArrayList<>();
    private final Obstacles obstacles;
    private final S3Client s3;
    private final SqsClient sqs;

    Cluster() throws IOException {
        Map<ServerRequest, Queue<ServerResponse>> expected = new HashMap<>();
        obstacles = new Obstacles(expected);
        server = new KubernetesMockServer(
                new Context(Serialization.jsonMapper()), new MockWebServer(), expected, obstacles, false);
        server.init();
        server.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(Gallery.class));
        server.expect()
                .post()
                .withPath("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews")
                .andReturn(201, everythingIsAllowed())
                .always();
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        client = server.createClient();
        AwsConnection connection = new AwsConnection();
        connection.setRegion("us-east-1");
        connection.setEndpoint(sandbox.endpoint().toString());
        connection.setPathStyle(true);
        connection.setAccessKey("test");
        connection.setSecretKey("test");
        s3 = AwsClients.s3(connection);
        sqs = AwsClients.sqs(connection);
    }

    /** What the API server refuses, and how it ends watches. */
    Obstacles obstacles() {
        return obstacles;
    }

    void installKeda() {
        for (CustomResourceDefinitionContext kind : List.of(SCALED_OBJECTS, TRIGGER_AUTHENTICATIONS)) {
            server.expectCustomResource(kind);
        }
    }

    private static CustomResourceDefinitionContext keda(String kind, String plural) {
        return new CustomResourceDefinitionContext.Builder()
                .withGroup(Keda.GROUP)
                .withVersion(Keda.VERSION)
                .withKind(kind)
                .withPlural(plural)
                .withScope("Namespaced")
                .build();
    }

    private static SelfSubjectRulesReview everythingIsAllowed() {
        return new SelfSubjectRulesReviewBuilder()
                .withNewStatus()
                .withIncomplete(false)
                .withResourceRules(new ResourceRuleBuilder()
                        .withApiGroups("*")
                        .withResources("*")
                        .withVerbs("*")
                        .build())
                .endStatus()
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    S3Client s3() {
        return s3;
    }

    SqsClient sqs() {
        return sqs;
    }

    /** Starts an operator that looks at AWS again after the given time. */
    OperatorLoop startOperator(Duration recheck, RouteInspection inspection) {
        return start(recheck, inspection, Optional.empty(), Set.of());
    }

    /** Starts an operator that takes part in the election of a leader. */
    OperatorLoop startCandidate() {
        return start(Duration.ofMinutes(10), files -> List.of(), Optional.of("operators"), Set.of());
    }

    /** Starts an operator that looks after these namespaces only. */
    OperatorLoop startOperatorOf(Set<String> namespaces) {
        return start(Duration.ofMinutes(10), files -> List.of(), Optional.empty(), namespaces);
    }

    private OperatorLoop start(
            Duration recheck, RouteInspection inspection, Optional<String> leaseNamespace, Set<String> namespaces) {
        OperatorAws aws = new OperatorAws("us-east-1", sandbox.endpoint().toString(), "", true, "test", "test");
        OperatorSettings settings = new OperatorSettings(
                new PodImage(IMAGE, "IfNotPresent", List.of()),
                namespaces,
                leaseNamespace,
                recheck,
                aws,
                new Telemetry("json", "WARN", "", ""));
        OperatorLoop operator = new OperatorLoop(
                server::createClient,
                settings,
                inspection,
                configuration -> configuration
                        .withSSABasedCreateUpdateMatchForDependentResources(false)
                        .withUseSSAToPatchPrimaryResource(false),
                Duration.ofSeconds(2));
        operators.add(operator);
        operator.start();
        return operator;
    }

    Gallery apply(String yaml) {
        Gallery wanted = parse(yaml);
        Gallery present = gallery(wanted.getMetadata().getName());
        if (present == null) {
            return client.resource(wanted).create();
        }
        present.setSpec(wanted.getSpec());
        return client.resource(present).update();
    }

    Gallery parse(String yaml) {
        Gallery gallery = Serialization.unmarshal(yaml, Gallery.class);
        gallery.getMetadata().setNamespace(NAMESPACE);
        return gallery;
    }

    Gallery gallery(String name) {
        return client.resources(Gallery.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
    }

    /** @return the condition, once it is as expected */
    Condition awaitCondition(String gallery, String type, Predicate<Condition> expected) {
        return await("condition " + type)
                .atMost(30, SECONDS)
                .until(() -> condition(gallery, type), found -> found.filter(expected)
                        .isPresent())
                .orElseThrow();
    }

    Optional<Condition> condition(String gallery, String type) {
        return Optional.ofNullable(gallery(gallery)).map(Gallery::getStatus).flatMap(status -> status.condition(type));
    }

    /** Does what a Deployment controller would: tells that all pods are there. */
    void makeAvailable(String deployment) {
        client.apps().deployments().inNamespace(NAMESPACE).withName(deployment).editStatus(found -> {
            found.setStatus(
                    new DeploymentStatusBuilder().withAvailableReplicas(2).build());
            return found;
        });
    }

    /** Does what a Deployment controller would when new pods do not come up: tells so, while those from before are there. */
    void letRolloutGetStuck(String deployment) {
        client.apps().deployments().inNamespace(NAMESPACE).withName(deployment).editStatus(found -> {
            found.setStatus(new DeploymentStatusBuilder()
                    .withObservedGeneration(found.getMetadata().getGeneration())
                    .withAvailableReplicas(2)
                    .withUpdatedReplicas(1)
                    .addNewCondition()
                    .withType("Progressing")
                    .withStatus("False")
                    .withReason("ProgressDeadlineExceeded")
                    .withMessage("ReplicaSet has timed out progressing.")
                    .endCondition()
                    .build());
            return found;
        });
    }

    void applyConfigMap(String name, Map<String, String> data) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withData(data)
                        .build())
                .createOr(existing -> existing.update());
    }

    /** @return what a ConfigMap holds; nothing if there is none */
    Map<String, String> configMap(String name) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(NAMESPACE)
                        .withName(name)
                        .get())
                .map(ConfigMap::getData)
                .orElse(Map.of());
    }

    List<String> events(String reason) {
        return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> event.getReason().equals(reason))
                .map(Event::getMessage)
                .toList();
    }

    /** @return the requests that wrote something, since the last call of this */
    List<String> takeWrites() throws InterruptedException {
        return takeRequests(request -> !request.method().toString().equals("GET")).stream()
                .map(request -> request.method() + " " + request.getPath())
                .toList();
    }

    /** @return paths and bodies of the requests that deleted something, since the last call of this */
    List<String> takeDeletions() throws InterruptedException {
        return takeRequests(request -> request.method().toString().equals("DELETE")).stream()
                .map(request -> request.getPath() + " " + request.getUtf8Body())
                .toList();
    }

    /** @return paths of the requests that listed something, since the last call of this */
    List<String> takeLists() throws InterruptedException {
        return takeRequests(request -> request.method().toString().equals("GET")
                        && !request.getPath().contains("watch=true"))
                .stream()
                .map(RecordedRequest::getPath)
                .toList();
    }

    private List<RecordedRequest> takeRequests(Predicate<RecordedRequest> wanted) throws InterruptedException {
        List<RecordedRequest> requests = new ArrayList<>();
        for (RecordedRequest request = server.takeRequest(0, TimeUnit.SECONDS);
                request != null;
                request = server.takeRequest(0, TimeUnit.SECONDS)) {
            if (wanted.test(request)) {
                requests.add(request);
            }
        }
        return requests;
    }

    @Override
    public void close() {
        operators.forEach(OperatorLoop::close);
        s3.close();
        sqs.close();
        client.close();
        sandbox.close();
        server.destroy();
    }
}
