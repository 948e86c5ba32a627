package dev.darkroom.aws.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.DeprovisioningReport.Kept;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class DeprovisionerTest extends ProvisionerTestCase {

    private static final GalleryInfrastructure GALLERY = gallery(UploadAccess.ANONYMOUS);

    @Test
    void shouldRemoveEverythingThatIsEmpty() {
        provision();

        DeprovisioningReport report = remove();

        assertThat(report.removed())
                .containsExactly(
                        "delete bucket photos-out",
                        "delete bucket photos-in",
                        "delete queue photos-in-events",
                        "delete queue photos-in-events-dlq");
        assertThat(report.kept()).isEmpty();
        assertThat(s3.listBuckets().buckets()).isEmpty();
        assertThat(sqs.listQueues().queueUrls()).isEmpty();
    }

    @Test
    void shouldHaveNothingToDoTheSecondTime() {
        provision();
        remove();

        assertThat(remove()).isEqualTo(new DeprovisioningReport(List.of(), List.of()));
    }

    @Test
    void shouldKeepWhatHoldsObjectsButNotOpenToAnyone() {
        provision();
        s3.putObject(r -> r.bucket("photos-out").key("photo.jpg"), RequestBody.fromString("photo"));
        s3.putBucketNotificationConfiguration(
                r -> r.bucket("photos-in").notificationConfiguration(n -> n.queueConfigurations(List.of())));
        s3.putObject(r -> r.bucket("photos-in").key("photo.jpg"), RequestBody.fromString("photo"));

        DeprovisioningReport report = remove();

        assertThat(report.kept())
                .containsExactly(
                        new Kept("bucket photos-out", "it is not empty"),
                        new Kept("bucket photos-in", "it is not empty"),
                        new Kept("queue photos-in-events", "bucket photos-in is kept"),
                        new Kept("queue photos-in-events-dlq", "bucket photos-in is kept"));
        assertThat(report.removed())
                .contains("stop anonymous uploads to bucket photos-in")
                .noneMatch(line -> line.startsWith("delete"));
        assertThat(s3.listObjectsV2(r -> r.bucket("photos-in")).contents()).hasSize(1);
        assertThat(s3.listObjectsV2(r -> r.bucket("photos-out")).contents()).hasSize(1);
        assertThat(attributes("photos-in-events")).doesNotContainKey(QueueAttributeName.POLICY);
    }

    /** Messages tell of originals, and of none when the bucket is empty: such as the test event that S3 sends to each new queue. */
    @Test
    void shouldKeepMessagesOnlyAsLongAsTheirOriginals() {
        provision();
        sqs.sendMessage(r -> r.queueUrl(url("photos-in-events-dlq")).messageBody("to be looked at"));
        s3.putObject(r -> r.bucket("photos-in").key("photo.jpg"), RequestBody.fromString("photo"));

        assertThat(remove().kept())
                .extracting(Kept::resource)
                .contains("queue photos-in-events", "queue photos-in-events-dlq");

        s3.deleteObject(r -> r.bucket("photos-in").key("photo.jpg"));

        assertThat(remove().kept()).isEmpty();
        assertThat(sqs.listQueues().queueUrls()).isEmpty();
    }

    @Test
    void shouldTouchNoBucketWithoutKnowingTheAccount() {
        s3.createBucket(r -> r.bucket("photos-in").createBucketConfiguration(c -> c.locationConstraint(REGION)));

        assertThat(remove().kept())
                .containsExactly(
                        new Kept("bucket photos-in", "neither queue is left to tell whether it is of this account"));

        assertThat(s3.listBuckets().buckets()).hasSize(1);
    }

    @Test
    void shouldTouchNoBucketOfAnotherAccount() {
        provision();

        DeprovisioningReport report = new Deprovisioner(s3, new OtherAccountSqs(sqs)).remove(GALLERY);

        assertThat(report.kept()).extracting(Kept::resource).contains("bucket photos-in", "bucket photos-out");
        assertThat(s3.listBuckets().buckets()).hasSize(2);
    }

    private DeprovisioningReport remove() {
        return new Deprovisioner(s3, sqs).remove(GALLERY);
    }

    private void provision() {
        new Provisioner(s3, sqs).provision(GALLERY);
    }
}
