package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.Deprovisioner;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Policies allow what is called, and no more. Those of resizer and gallery have a test on the packaged app. */
class IamPoliciesTest {

    private Sandbox sandbox;
    private S3Client s3;
    private SqsClient sqs;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        sqs = AwsClients.sqs(SandboxClients.connection(sandbox));
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sqs.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "resizer", "gallery", "uploader"})
    void shouldNameEveryActionAndNoBucketButTheGallerys(String role) throws IOException {
        IamPolicy policy = IamPolicy.of(role);

        assertThat(policy.document().path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(policy.document().toString()).doesNotContain("${");
        assertThat(policy.rights()).doesNotHaveDuplicates().allSatisfy(right -> {
            assertThat(right.action()).matches("(s3|sqs):[A-Za-z]+");
            assertThat(right.resource())
                    .matches(
                            "arn:aws:(s3:::photos-(in|out)(/\\*)?|sqs:eu-central-1:123456789012:photos-in-events(-dlq)?)");
        });
        for (JsonNode statement : policy.document().path("Statement")) {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        }
    }

    @Test
    void shouldHaveNoPolicyWithoutATest() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("k8s/iam"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("operator.json", "resizer.json", "gallery.json", "uploader.json");
        }
    }

    @Test
    void shouldLetTheOperatorProvisionRepairAndRemove() throws IOException {
        Provisioner provisioner = new Provisioner(s3, sqs);
        provisioner.provision(gallery(UploadAccess.ANONYMOUS));
        provisioner.provision(gallery(UploadAccess.SIGNED));
        provisioner.provision(gallery(UploadAccess.ANONYMOUS));
        repairWhatOnlyOldBucketsLack(provisioner);
        // a bucket that is not empty loses its settings and stays
        s3.putObject(r -> r.bucket("photos-in").key("photo.jpg"), RequestBody.fromString("photo"));
        Deprovisioner deprovisioner = new Deprovisioner(s3, sqs);
        assertThat(deprovisioner.remove(gallery(UploadAccess.ANONYMOUS)).kept()).isNotEmpty();
        s3.deleteObject(r -> r.bucket("photos-in").key("photo.jpg"));
        String queue = sqs.getQueueUrl(r -> r.queueName("photos-in-events")).queueUrl();
        await().until(() -> {
            sqs.purgeQueue(r -> r.queueUrl(queue));
            return deprovisioner.remove(gallery(UploadAccess.ANONYMOUS)).kept().isEmpty();
        });

        IamPolicy.of("operator")
                .shouldAllowJust(sandbox.calls().recent().stream()
                        .filter(call ->
                                call.key().isEmpty() && !call.operation().equals("sqs:PurgeQueue"))
                        .toList());
    }

    private void repairWhatOnlyOldBucketsLack(Provisioner provisioner) {
        for (String bucket : List.of("photos-in", "photos-out")) {
            for (String setting : List.of("BucketEncryption", "BucketOwnershipControls", "PublicAccessBlock")) {
                sandbox.faults()
                        .add(FaultRule.on("s3:Get" + setting, Fault.error(404, "NotFound"))
                                .in(bucket)
                                .times(1));
            }
        }
        assertThat(provisioner.provision(gallery(UploadAccess.ANONYMOUS)).changes())
                .hasSize(6);
    }

    @Test
    void shouldLetAnUploaderUploadFilesOfAnySize() throws IOException {
        s3.createBucket(r -> r.bucket("photos-in"));
        sandbox.calls().reset();

        s3.putObject(r -> r.bucket("photos-in").key("small.jpg"), RequestBody.fromString("photo"));
        String finished = beginLarge("large.jpg");
        String tag = s3.uploadPart(
                        r -> r.bucket("photos-in")
                                .key("large.jpg")
                                .uploadId(finished)
                                .partNumber(1),
                        RequestBody.fromString("photo"))
                .eTag();
        s3.completeMultipartUpload(r -> r.bucket("photos-in")
                .key("large.jpg")
                .uploadId(finished)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(tag))));
        String given = beginLarge("given-up.jpg");
        s3.abortMultipartUpload(r -> r.bucket("photos-in").key("given-up.jpg").uploadId(given));

        IamPolicy.of("uploader").shouldAllowJust(sandbox.calls().recent());
    }

    private String beginLarge(String key) {
        return s3.createMultipartUpload(r -> r.bucket("photos-in").key(key)).uploadId();
    }

    private static GalleryInfrastructure gallery(UploadAccess access) {
        return new GalleryInfrastructure("photos-in", "photos-out", "photos-in-events", access, List.of("*"));
    }
}
