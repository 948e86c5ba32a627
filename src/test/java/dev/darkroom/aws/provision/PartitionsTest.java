package dev.darkroom.aws.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.UploadAccess;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** China and GovCloud are parts of AWS of their own, and ARNs begin differently there. */
class PartitionsTest extends ProvisionerTestCase {

    @ParameterizedTest
    @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov"})
    void shouldLetAnyoneUploadToTheBucketInItsPartition(String partition) {
        new Provisioner(s3, sqs).provision(gallery(UploadAccess.SIGNED));
        s3.deletePublicAccessBlock(r -> r.bucket("photos-in"));

        new UploadPolicy(new TranslatingS3Client(s3), new Changes(Changes.Mode.APPLY))
                .ensure("photos-in", UploadAccess.ANONYMOUS, new AwsAccount(partition, Optional.empty()));

        assertThat(s3.getBucketPolicy(r -> r.bucket("photos-in")).policy())
                .contains("\"Resource\":\"arn:" + partition + ":s3:::photos-in/*\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov"})
    void shouldLetOnlyTheBucketOfTheSamePartitionAndAccountSend(String partition) {
        new Provisioner(s3, sqs).provision(gallery(UploadAccess.SIGNED));
        String arn = "arn:" + partition + ":sqs:somewhere:123456789012:photos-in-events";
        Queue queue = new Queue("photos-in-events", url("photos-in-events"), Map.of(QueueAttributeName.QUEUE_ARN, arn));

        new Queues(sqs, new Changes(Changes.Mode.APPLY))
                .ensureUploadQueue(
                        gallery(UploadAccess.SIGNED),
                        Optional.of(queue),
                        new Queue(
                                "photos-in-events-dlq",
                                url("photos-in-events-dlq"),
                                attributes("photos-in-events-dlq")));

        assertThat(attributes("photos-in-events").get(QueueAttributeName.POLICY))
                .contains(
                        "\"Resource\":\"" + arn + "\"",
                        "\"aws:SourceArn\":\"arn:" + partition + ":s3:::photos-in\"",
                        "\"aws:SourceAccount\":\"123456789012\"",
                        // S3 is called that in every partition
                        "\"Service\":\"s3.amazonaws.com\"");
    }
}
