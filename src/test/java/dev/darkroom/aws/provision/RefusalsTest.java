package dev.darkroom.aws.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.support.SandboxClients;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

/** What AWS refuses becomes a reason, and a sentence that says what to do. */
class RefusalsTest extends ProvisionerTestCase {

    @ParameterizedTest
    @CsvSource({
        "s3:CreateBucket, s3:CreateBucket on arn:aws:s3:::photos-out",
        "s3:GetBucketEncryption, s3:GetEncryptionConfiguration on arn:aws:s3:::photos-out",
        "s3:GetBucketOwnershipControls, s3:GetBucketOwnershipControls on arn:aws:s3:::photos-out",
        "s3:PutPublicAccessBlock, s3:PutBucketPublicAccessBlock on arn:aws:s3:::photos-in",
        "s3:PutBucketPolicy, s3:PutBucketPolicy on arn:aws:s3:::photos-in",
        "s3:PutBucketCors, s3:PutBucketCORS on arn:aws:s3:::photos-in",
        "s3:GetBucketLifecycleConfiguration, s3:GetLifecycleConfiguration on arn:aws:s3:::photos-in",
        "s3:PutBucketNotificationConfiguration, s3:PutBucketNotification on arn:aws:s3:::photos-in",
        "sqs:CreateQueue, sqs:CreateQueue on arn:aws:sqs:eu-central-1:*:photos-in-events-dlq",
        "sqs:SetQueueAttributes, sqs:SetQueueAttributes on arn:aws:sqs:eu-central-1:*:photos-in-events-dlq"
    })
    void shouldNameTheRightThatIsMissing(String operation, String right) {
        sandbox.faults().add(FaultRule.on(operation, Fault.error(403, "AccessDenied")));

        ProvisioningException refusal = refusal(provisioner());

        assertThat(refusal.reason()).isEqualTo(FailureReason.ACCESS_DENIED);
        assertThat(refusal).hasMessageContaining(right).hasMessageContaining("docs/iam.md");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:HeadBucket, 403, '', BUCKET_TAKEN, belongs to another account",
        "s3:CreateBucket, 409, BucketAlreadyExists, BUCKET_TAKEN, Choose another name",
        "s3:CreateBucket, 409, OperationAborted, CHANGED_MEANWHILE, Try again in a minute",
        "s3:CreateBucket, 400, TooManyBuckets, LIMIT_REACHED, raise the quota",
        "s3:HeadBucket, 301, PermanentRedirect, WRONG_REGION, darkroom.aws.region",
        "s3:GetBucketCors, 403, InvalidAccessKeyId, CREDENTIALS_INVALID, access key and secret key",
        "s3:GetBucketCors, 400, ExpiredToken, CREDENTIALS_INVALID, have not expired",
        "s3:GetBucketCors, 503, SlowDown, THROTTLED, too many calls",
        "s3:GetBucketCors, 500, InternalError, UNAVAILABLE, AWS is in trouble",
        "sqs:CreateQueue, 400, QueueDeletedRecently, QUEUE_DELETED_RECENTLY, Wait a minute",
        "sqs:CreateQueue, 400, OverLimit, LIMIT_REACHED, raise the quota",
        "sqs:SetQueueAttributes, 400, QueueDoesNotExist, CHANGED_MEANWHILE, Try again in a minute"
    })
    void shouldGiveTheReasonAndSayWhatToDo(
            String operation, int status, String code, FailureReason reason, String advice) {
        sandbox.faults().add(FaultRule.on(operation, Fault.error(status, code)));

        ProvisioningException refusal = refusal(provisioner());

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContaining(advice);
    }

    /** Whoever tells a new message from one that was told before would take each request's number for news. */
    @ParameterizedTest
    @CsvSource({"s3:CreateBucket, 403, AccessDenied", "s3:HeadBucket, 403, ''", "sqs:CreateQueue, 403, AccessDenied"})
    void shouldSayTheSameOfTheSameRefusalEachTime(String operation, int status, String code) {
        sandbox.faults().add(FaultRule.on(operation, Fault.error(status, code)));

        ProvisioningException first = refusal(provisioner());
        ProvisioningException second = refusal(provisioner());

        assertThat(second).hasMessage(first.getMessage());
        assertThat(first).hasMessageContaining("Status Code: 403").hasMessageNotContaining("Request ID");
    }

    @Test
    void shouldMakeNothingIfTheNameOfABucketIsTaken() {
        sandbox.faults().add(FaultRule.on("s3:HeadBucket", Fault.error(403, "")).in("photos-in"));

        assertThat(refusal(provisioner())).hasMessageContaining("'photos-in' exists, but");

        assertThat(sqs.listQueues().queueUrls()).isEmpty();
        assertThat(s3.listBuckets().buckets()).isEmpty();
    }

    @Test
    void shouldRefuseABucketOfAnotherAccountEvenIfThatLetsUsIn() {
        s3.createBucket(r -> r.bucket("photos-out").createBucketConfiguration(c -> c.locationConstraint(REGION)));

        ProvisioningException refusal = refusal(new Provisioner(s3, new OtherAccountSqs(sqs)));

        assertThat(refusal.reason()).isEqualTo(FailureReason.BUCKET_TAKEN);
        assertThat(refusal).hasMessageContaining("'photos-out'").hasMessageContaining("another account");
        assertThat(sandbox.calls().counts().keySet()).noneMatch(operation -> operation.startsWith("s3:Put"));
    }

    @Test
    void shouldSayThatTheAccountBlocksPublicAccess() {
        // a block of the account leaves the bucket's own as it is, and refuses the policy all the same
        S3Client blocked = new DelegatingS3Client(s3) {
            @Override
            public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request) {
                return PutPublicAccessBlockResponse.builder().build();
            }
        };

        ProvisioningException refusal = refusal(new Provisioner(blocked, sqs));

        assertThat(refusal.reason()).isEqualTo(FailureReason.PUBLIC_ACCESS_BLOCKED);
        assertThat(refusal).hasMessageContaining("whole account").hasMessageContaining("Use signed uploads");
    }

    @Test
    void shouldSayThatANameIsNotAllowed() {
        GalleryInfrastructure gallery = new GalleryInfrastructure(
                "photos-in", "192.168.1.1", "photos-in-events", UploadAccess.SIGNED, List.of("*"));

        ProvisioningException refusal = catchThrowableOfType(
                ProvisioningException.class, () -> provisioner().provision(gallery));

        assertThat(refusal.reason()).isEqualTo(FailureReason.INVALID_NAME);
        assertThat(refusal).hasMessageContaining("'192.168.1.1' cannot be called that");
    }

    @Test
    void shouldSayThatNothingAnswers() {
        sandbox.close();

        ProvisioningException refusal = refusal(provisioner());

        assertThat(refusal.reason()).isEqualTo(FailureReason.UNREACHABLE);
        assertThat(refusal).hasMessageContaining("Check darkroom.aws.endpoint");
    }

    @Test
    void shouldSayThatAKeyDoesNotFit() {
        AwsConnection connection = SandboxClients.connection(sandbox.endpoint(), REGION);
        connection.setSecretKey("wrong");

        ProvisioningException refusal = refusal(new Provisioner(AwsClients.s3(connection), AwsClients.sqs(connection)));

        assertThat(refusal.reason()).isEqualTo(FailureReason.CREDENTIALS_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"aws-cn, cn-north-1, arn:aws-cn:s3:::photos", "aws-us-gov, us-gov-west-1, arn:aws-us-gov:s3:::photos"})
    void shouldNameResourcesOfOtherPartitions(String partition, String region, String arn) {
        assertThat(new AwsCall(AwsCall.Service.S3, "GetBucketCors", "photos").arn(partition, region))
                .isEqualTo(arn);
        assertThat(new AwsCall(AwsCall.Service.SQS, "CreateQueue", "events").arn(partition, region))
                .isEqualTo("arn:" + partition + ":sqs:" + region + ":*:events");
    }

    private Provisioner provisioner() {
        return new Provisioner(s3, sqs);
    }

    private static ProvisioningException refusal(Provisioner provisioner) {
        return catchThrowableOfType(
                ProvisioningException.class, () -> provisioner.provision(gallery(UploadAccess.ANONYMOUS)));
    }
}
