package dev.darkroom.aws.provision;

import dev.darkroom.aws.UploadAccess;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes AWS match a {@link GalleryInfrastructure}. Idempotent: what is right already is left alone, so that running it again
 * makes no write call, and running it after somebody changed something repairs only that. Whatever fails, it can be run again.
 * Thread-safe, but two runs for one gallery at the same time may disturb each other.
 */
public final class Provisioner {

    private final TranslatingS3Client s3;
    private final SqsClient sqs;

    /**
     * @param s3 client with the right to configure the buckets; remains the caller's, who closes it
     * @param sqs client with the right to configure the queues; remains the caller's, who closes it
     */
    public Provisioner(S3Client s3, SqsClient sqs) {
        this.s3 = new TranslatingS3Client(s3);
        this.sqs = new TranslatingSqsClient(sqs);
    }

    /**
     * Creates or repairs everything that the gallery needs. Buckets and queues that exist are kept with their contents.
     *
     * @param gallery what is wanted
     * @return what was found and changed
     * @throws ProvisioningException if AWS cannot be made to match
     */
    public ProvisioningReport provision(GalleryInfrastructure gallery) {
        Changes changes = new Changes(Changes.Mode.APPLY);
        UploadQueues queues = run(gallery, changes);
        return new ProvisioningReport(
                queues.queue().url(), queues.deadLetterQueue().url(), changes.all());
    }

    /**
     * Tells what {@link #provision} would change, and changes nothing. It finds the same mistakes, except what only a write
     * shows: a missing right to write, a name that is taken or not allowed, and, if neither queue exists yet, a bucket of
     * another account that lets this one in.
     *
     * @param gallery what is wanted
     * @return the changes, in order; empty when everything is right already
     * @throws ProvisioningException if it is known already that AWS cannot be made to match
     */
    public List<Change> plan(GalleryInfrastructure gallery) {
        Changes changes = new Changes(Changes.Mode.DRY_RUN);
        run(gallery, changes);
        return changes.all();
    }

    /** The two queues of a gallery. */
    private record UploadQueues(Queue queue, Queue deadLetterQueue) {}

    private UploadQueues run(GalleryInfrastructure gallery, Changes changes) {
        UploadQueues queues = provisionQueues(gallery, changes);
        AwsAccount account = Stream.of(queues.queue(), queues.deadLetterQueue())
                .flatMap(queue -> queue.account().stream())
                .findFirst()
                .orElseGet(this::unknownAccount);
        S3Client own = s3.onlyOf(account.id());
        provisionResizedBucket(gallery, own, changes);
        provisionUploadBucket(gallery, account, own, changes);
        new UploadNotification(own, changes).ensure(gallery, queues.queue().arn());
        return queues;
    }

    private UploadQueues provisionQueues(GalleryInfrastructure gallery, Changes changes) {
        Queues queues = new Queues(sqs, changes);
        Optional<Queue> deadLetterQueue = queues.find(gallery.deadLetterQueue());
        Optional<Queue> queue = queues.find(gallery.queue());
        if (deadLetterQueue.isEmpty() && queue.isEmpty()) {
            refuseBucketsThatAreTaken(gallery);
        }
        Queue ensured = queues.ensureDeadLetterQueue(gallery, deadLetterQueue);
        return new UploadQueues(queues.ensureUploadQueue(gallery, queue, ensured), ensured);
    }

    /** The queues tell the account and so come first, but no queue is made for a bucket whose name is taken. */
    private void refuseBucketsThatAreTaken(GalleryInfrastructure gallery) {
        Buckets buckets = new Buckets(s3, new Changes(Changes.Mode.DRY_RUN));
        buckets.exists(gallery.resizedBucket());
        buckets.exists(gallery.uploadBucket());
    }

    private AwsAccount unknownAccount() {
        return AwsAccount.unknown(
                PartitionMetadata.of(s3.serviceClientConfiguration().region()).id());
    }

    private static void provisionResizedBucket(GalleryInfrastructure gallery, S3Client s3, Changes changes) {
        String bucket = gallery.resizedBucket();
        Buckets buckets = new Buckets(s3, changes);
        buckets.ensureExists(bucket);
        buckets.ensureEncrypted(bucket);
        buckets.ensureOwnerEnforced(bucket);
        buckets.ensurePublicAccess(bucket, UploadAccess.SIGNED);
    }

    private static void provisionUploadBucket(
            GalleryInfrastructure gallery, AwsAccount account, S3Client s3, Changes changes) {
        String bucket = gallery.uploadBucket();
        Buckets buckets = new Buckets(s3, changes);
        buckets.ensureExists(bucket);
        buckets.ensureEncrypted(bucket);
        buckets.ensureOwnerEnforced(bucket);
        buckets.ensurePublicAccess(bucket, gallery.access());
        new UploadPolicy(s3, changes).ensure(bucket, gallery.access(), account);
        new UploadCors(s3, changes).ensure(bucket, gallery.origins());
        new UploadLifecycle(s3, changes).ensure(bucket);
    }
}
