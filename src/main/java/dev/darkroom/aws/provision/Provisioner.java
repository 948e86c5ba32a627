package dev.darkroom.aws.provision;

import dev.darkroom.aws.UploadAccess;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes AWS match a {@link GalleryInfrastructure}. Idempotent: what is right already is left alone, so that running it again
 * makes no write call, and running it after somebody changed something repairs only that.
 */
public final class Provisioner {

    private final S3Client s3;
    private final SqsClient sqs;

    /**
     * @param s3 client with the right to configure the buckets
     * @param sqs client with the right to configure the queues
     */
    public Provisioner(S3Client s3, SqsClient sqs) {
        this.s3 = s3;
        this.sqs = sqs;
    }

    /**
     * Creates or repairs everything that the gallery needs. Buckets and queues that exist are kept with their contents.
     *
     * @param gallery what is wanted
     * @return what was found and changed
     * @throws ProvisioningException if a person has to decide or mend something first
     * @throws software.amazon.awssdk.core.exception.SdkException if AWS refuses or cannot be reached
     */
    public ProvisioningReport provision(GalleryInfrastructure gallery) {
        Changes changes = new Changes();
        provisionResizedBucket(gallery, changes);
        provisionUploadBucket(gallery, changes);
        Queues queues = new Queues(sqs, changes);
        Queues.Queue deadLetterQueue = queues.ensureDeadLetterQueue(gallery);
        Queues.Queue queue = queues.ensureUploadQueue(gallery, deadLetterQueue);
        new UploadNotification(s3, changes).ensure(gallery, queue.arn());
        return new ProvisioningReport(queue.url(), deadLetterQueue.url(), changes.made());
    }

    private void provisionResizedBucket(GalleryInfrastructure gallery, Changes changes) {
        String bucket = gallery.resizedBucket();
        Buckets buckets = new Buckets(s3, changes);
        buckets.ensureExists(bucket);
        buckets.ensureEncrypted(bucket);
        buckets.ensureOwnerEnforced(bucket);
        buckets.ensurePublicAccess(bucket, UploadAccess.SIGNED);
    }

    private void provisionUploadBucket(GalleryInfrastructure gallery, Changes changes) {
        String bucket = gallery.uploadBucket();
        Buckets buckets = new Buckets(s3, changes);
        buckets.ensureExists(bucket);
        buckets.ensureEncrypted(bucket);
        buckets.ensureOwnerEnforced(bucket);
        buckets.ensurePublicAccess(bucket, gallery.access());
        new UploadPolicy(s3, changes).ensure(bucket, gallery.access());
        new UploadCors(s3, changes).ensure(bucket, gallery.origins());
        new UploadLifecycle(s3, changes).ensure(bucket);
    }
}
