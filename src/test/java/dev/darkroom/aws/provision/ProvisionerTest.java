package dev.darkroom.aws.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.sandbox.CallLog;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class ProvisionerTest {

    private static final GalleryInfrastructure ANONYMOUS = new GalleryInfrastructure(
            "photos-in", "photos-out", "photos-in-events", UploadAccess.ANONYMOUS, List.of("https://photos.example"));
    private static final GalleryInfrastructure SIGNED = new GalleryInfrastructure(
            "photos-in", "photos-out", "photos-in-events", UploadAccess.SIGNED, List.of("https://photos.example"));

    private Sandbox sandbox;
    private S3Client s3;
    private SqsClient sqs;
    private Provisioner provisioner;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        AwsConnection connection = SandboxClients.connection(sandbox.endpoint(), "eu-central-1");
        s3 = AwsClients.s3(connection);
        sqs = AwsClients.sqs(connection);
        provisioner = new Provisioner(s3, sqs);
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sqs.close();
        sandbox.close();
    }

    @Test
    void shouldProvideEverythingThatAGalleryNeeds() {
        ProvisioningReport report = provisioner.provision(ANONYMOUS);

        assertThat(report.changes()).isNotEmpty();
        assertThat(s3.getBucketLocation(r -> r.bucket("photos-in")).locationConstraintAsString())
                .isEqualTo("eu-central-1");
        assertThat(s3.getBucketOwnershipControls(r -> r.bucket("photos-out"))
                        .ownershipControls()
                        .rules())
                .allMatch(rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED);
        assertThat(s3.getBucketPolicy(r -> r.bucket("photos-in")).policy())
                .contains("s3:PutObject", "arn:aws:s3:::photos-in/*");
        assertThat(s3.getBucketCors(r -> r.bucket("photos-in")).corsRules())
                .allMatch(rule -> rule.allowedOrigins().equals(List.of("https://photos.example")));
        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket("photos-in"))
                        .rules())
                .extracting(LifecycleRule::id)
                .containsExactlyInAnyOrder("darkroom-rejected", "darkroom-unfinished");
        assertThat(attributes(report.queueUrl()))
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60")
                .hasEntrySatisfying(QueueAttributeName.REDRIVE_POLICY, policy -> assertThat(policy)
                        .contains("photos-in-events-dlq"));
        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket("photos-in"))
                        .queueConfigurations())
                .singleElement()
                .satisfies(queue -> assertThat(queue.events()).containsExactly(Event.S3_OBJECT_CREATED));
    }

    @Test
    void shouldKeepTheResizedBucketPrivateEvenIfUploadsAreAnonymous() {
        provisioner.provision(ANONYMOUS);

        assertThat(s3.getPublicAccessBlock(r -> r.bucket("photos-out"))
                        .publicAccessBlockConfiguration()
                        .blockPublicPolicy())
                .isTrue();
        assertThat(s3.getPublicAccessBlock(r -> r.bucket("photos-in"))
                        .publicAccessBlockConfiguration()
                        .blockPublicAcls())
                .isTrue();
    }

    @Test
    void shouldMakeNoWriteCallWhenEverythingIsRight() {
        provisioner.provision(ANONYMOUS);
        sandbox.calls().reset();

        ProvisioningReport second = provisioner.provision(ANONYMOUS);

        assertThat(second.changes()).isEmpty();
        assertThat(sandbox.calls().recent())
                .isNotEmpty()
                .extracting(CallLog.Call::operation)
                .allMatch(operation -> operation.matches("(s3|sqs):(Get|Head).*"));
    }

    @Test
    void shouldAskEachThingOnceWhenEverythingIsRight() {
        provisioner.provision(ANONYMOUS);
        sandbox.calls().reset();

        provisioner.provision(ANONYMOUS);

        assertThat(sandbox.calls().recent())
                .hasSize(16)
                .extracting(call -> call.operation() + " " + call.resource())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldRepairOnlyWhatSomebodyChanged() {
        provisioner.provision(ANONYMOUS);
        s3.deleteBucketCors(r -> r.bucket("photos-in"));
        String queue = sqs.getQueueUrl(r -> r.queueName("photos-in-events")).queueUrl();
        sqs.setQueueAttributes(r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "7")));

        assertThat(provisioner.provision(ANONYMOUS).changes())
                .extracting(Change::description)
                .containsExactlyInAnyOrder(
                        "let pages of https://photos.example upload to bucket photos-in",
                        "set {VisibilityTimeout=60} on queue photos-in-events");
    }

    @Test
    void shouldCloseTheUploadBucketWhenAccessBecomesSigned() {
        provisioner.provision(ANONYMOUS);

        provisioner.provision(SIGNED);

        assertThat(Absent.asEmpty(() -> new TranslatingS3Client(s3).getBucketPolicy(r -> r.bucket("photos-in"))))
                .isEmpty();
        assertThat(s3.getPublicAccessBlock(r -> r.bucket("photos-in"))
                        .publicAccessBlockConfiguration()
                        .restrictPublicBuckets())
                .isTrue();
        assertThat(provisioner.provision(SIGNED).changes()).isEmpty();
    }

    @Test
    void shouldLeaveAloneWhatOthersConfigured() {
        provisioner.provision(SIGNED);
        String other = sqs.createQueue(r -> r.queueName("audit")).queueUrl();
        String otherArn = attributes(other).get(QueueAttributeName.QUEUE_ARN);
        sqs.setQueueAttributes(r -> r.queueUrl(other)
                .attributes(Map.of(
                        QueueAttributeName.POLICY,
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},
                        "Action":"sqs:SendMessage","Resource":"%s"}]}"""
                                .formatted(otherArn))));
        s3.putBucketNotificationConfiguration(r -> r.bucket("photos-in")
                .notificationConfiguration(n -> n.queueConfigurations(QueueConfiguration.builder()
                        .id("audit")
                        .queueArn(otherArn)
                        .events(Event.S3_OBJECT_REMOVED)
                        .build())));
        CORSRule cors = CORSRule.builder()
                .allowedOrigins("https://other.example")
                .allowedMethods("GET")
                .build();
        s3.putBucketCors(r -> r.bucket("photos-in").corsConfiguration(c -> c.corsRules(cors)));
        LifecycleRule lifecycle = LifecycleRule.builder()
                .id("old-exports")
                .status(ExpirationStatus.ENABLED)
                .filter(f -> f.prefix("exports/"))
                .expiration(e -> e.days(30))
                .build();
        s3.putBucketLifecycleConfiguration(r -> r.bucket("photos-in").lifecycleConfiguration(c -> c.rules(lifecycle)));

        provisioner.provision(SIGNED);

        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket("photos-in"))
                        .queueConfigurations())
                .extracting(QueueConfiguration::id)
                .containsExactlyInAnyOrder("audit", "darkroom-uploads");
        assertThat(s3.getBucketCors(r -> r.bucket("photos-in")).corsRules()).contains(cors);
        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket("photos-in"))
                        .rules())
                .contains(lifecycle);
    }

    @Test
    void shouldSayWhatToDoAboutABucketOfSomebodyElse() {
        sandbox.faults().add(FaultRule.on("s3:HeadBucket", Fault.error(403, "AccessDenied")));

        assertThatExceptionOfType(ProvisioningException.class)
                .isThrownBy(() -> provisioner.provision(ANONYMOUS))
                .withMessageContaining("photos-out")
                .withMessageContaining("another account");
    }

    private Map<QueueAttributeName, String> attributes(String url) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
