package dev.darkroom.aws.provision;

import dev.darkroom.aws.provision.DeprovisioningReport.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Removes what a {@link Provisioner} made, as far as nothing is lost: buckets that are empty, queues that hold no messages,
 * and the gallery's own settings of buckets and queues that stay. It never deletes an object or a message, nor what others
 * have configured. Idempotent: after a failure, running it again goes on where it ended. Thread-safe.
 */
public final class Deprovisioner {

    private final TranslatingS3Client s3;
    private final SqsClient sqs;

    /**
     * @param s3 client with the right to delete and configure the buckets; remains the caller's, who closes it
     * @param sqs client with the right to delete and configure the queues; remains the caller's, who closes it
     */
    public Deprovisioner(S3Client s3, SqsClient sqs) {
        this.s3 = new TranslatingS3Client(s3);
        this.sqs = new TranslatingSqsClient(sqs);
    }

    /**
     * Removes all that can go. Call it when nothing uses the gallery any more.
     *
     * @param gallery what was provisioned
     * @return what is gone and what is not
     * @throws ProvisioningException if AWS cannot be asked, or refuses what it could do
     */
    public DeprovisioningReport remove(GalleryInfrastructure gallery) {
        Changes changes = new Changes(Changes.Mode.APPLY);
        List<Kept> kept = new ArrayList<>();
        Queues queues = new Queues(sqs, changes);
        Optional<Queue> queue = queues.find(gallery.queue());
        Optional<Queue> deadLetterQueue = queues.find(gallery.deadLetterQueue());
        Optional<String> account = Stream.of(queue, deadLetterQueue)
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(Queue::account)
                .flatMap(AwsAccount::id);

        BucketRemoval buckets = new BucketRemoval(s3, account, changes);
        buckets.removeResizedBucket(gallery.resizedBucket()).ifPresent(kept::add);
        Optional<Kept> uploadBucket = buckets.removeUploadBucket(gallery.uploadBucket());
        uploadBucket.ifPresent(kept::add);
        kept.addAll(removeQueues(queues, queue, deadLetterQueue, uploadBucket));
        return new DeprovisioningReport(
                changes.all().stream().map(Change::description).toList(), kept);
    }

    /**
     * The queues go last: as long as one is there, it tells the account, which a run after this one may need. What their messages
     * tell of are originals, so that they are worth something as long as there are any.
     */
    private static List<Kept> removeQueues(
            Queues queues, Optional<Queue> queue, Optional<Queue> deadLetterQueue, Optional<Kept> uploadBucket) {
        List<Queue> present =
                Stream.of(queue, deadLetterQueue).flatMap(Optional::stream).toList();
        if (uploadBucket.isEmpty()) {
            present.forEach(queues::delete);
            return List.of();
        }
        queue.ifPresent(queues::forbidBucketToSend);
        return present.stream()
                .map(q -> new Kept(q.resource(), uploadBucket.get().resource() + " is kept"))
                .toList();
    }
}
