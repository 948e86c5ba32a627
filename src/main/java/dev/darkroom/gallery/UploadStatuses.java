package dev.darkroom.gallery;

import dev.darkroom.index.Labels;
import dev.darkroom.index.ThumbnailMetadata;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Tells how far an upload has come, from the two buckets alone. Thread-safe.
 *
 * <p>Between one look and the next, workers go on working and visitors go on uploading. What is told is true all the same, because
 * of the order of the looks, which is the reverse of a worker's steps: a worker stores the thumbnail <em>before</em> it deletes the
 * original, so an original that has come is missing only if its thumbnail, or that of a later upload, is there. Hence:
 *
 * <ul>
 *   <li><em>Original there</em>: waiting or rejected, whatever thumbnail of an earlier upload there may be. If it is gone when its
 *       tags are read, it counts as not there. If another one has taken its place, the tags are those of the later one, which is
 *       the one to tell of.
 *   <li><em>Original not there, thumbnail there</em>: ready. Whoever asks after an upload was acknowledged never sees the
 *       thumbnail of the upload before it: the original was missing after that upload, so its thumbnail had been stored. An upload
 *       that arrives between the two looks is later than the question.
 *   <li><em>Neither</em>: at the time of the first look nothing was known of the key. An upload may have arrived since, so the
 *       original is looked for once more: an answer a little younger spares the client another question. One that has arrived
 *       <em>and</em> been finished between the second look and the third remains unknown; it is later than the question, too.
 * </ul>
 *
 * <p>Two calls for an upload that is known, three for one that is not. The owner of the buckets may delete what he likes at any
 * time; what he deletes while a question is under way may still be told of.
 */
public final class UploadStatuses {

    private final S3Client s3;
    private final String uploadBucket;
    private final String resizedBucket;

    /**
     * @param s3 client with the rights to read objects of both buckets, the tags of the upload bucket's, and to list both (without
     *     which S3 answers 403 instead of 404 for what is not there)
     * @param uploadBucket where originals arrive
     * @param resizedBucket where thumbnails are
     */
    public UploadStatuses(S3Client s3, String uploadBucket, String resizedBucket) {
        this.s3 = s3;
        this.uploadBucket = uploadBucket;
        this.resizedBucket = resizedBucket;
    }

    /**
     * @param key key of the upload
     * @return its status; empty if nothing of that key is known
     * @throws software.amazon.awssdk.core.exception.SdkException if S3 cannot tell
     */
    Optional<UploadStatus> find(UploadKey key) {
        Optional<UploadStatus> pending = original(key.value());
        if (pending.isPresent() || key.isReserved()) {
            return pending;
        }
        return thumbnail(key.value()).or(() -> original(key.value()));
    }

    private Optional<UploadStatus> original(String key) {
        // where the bucket keeps versions, the tags of what was deleted are "not allowed" (405) rather than "not found"
        return head(uploadBucket, key).isEmpty() ? Optional.empty() : marked(key);
    }

    private Optional<UploadStatus> marked(String key) {
        try {
            GetObjectTaggingResponse tags =
                    s3.getObjectTagging(r -> r.bucket(uploadBucket).key(key));
            return Optional.of(tags.tagSet().stream()
                    .filter(tag -> tag.key().equals(Labels.REJECTED_TAG))
                    .map(Tag::value)
                    .findFirst()
                    .<UploadStatus>map(UploadStatus.Rejected::new)
                    .orElseGet(UploadStatus.Waiting::new));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private Optional<UploadStatus> thumbnail(String key) {
        return head(resizedBucket, key)
                .map(head -> new UploadStatus.Ready(
                        key, ThumbnailMetadata.parse(key, head.metadata()).map(ThumbnailMetadata::entry)));
    }

    private Optional<HeadObjectResponse> head(String bucket, String key) {
        try {
            return Optional.of(s3.headObject(r -> r.bucket(bucket).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }
}
