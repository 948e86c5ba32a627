package dev.darkroom.aws.recovery;

import dev.darkroom.index.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** Finds the rejected uploads in the upload bucket: one LIST per 1,000 objects and one call for the tags of each object. */
public final class RejectedUploads {

    private static final int NOT_FOUND = 404;

    /** Tags of so many objects are asked for at once; a thousand one after the other would take half a minute. */
    private static final int AT_ONCE = 16;

    private final S3Client s3;
    private final String bucket;

    /**
     * @param s3 client with the rights s3:ListBucket and s3:GetObjectTagging
     * @param bucket the upload bucket
     */
    public RejectedUploads(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * @return all rejected uploads, in the order of their keys
     * @throws RecoveryException if there is no such bucket
     * @throws SdkException if S3 refuses or cannot be reached
     */
    public List<RejectedUpload> list() {
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<RejectedUpload> rejected = new ArrayList<>();
            // as XML, a listing cannot carry every key
            for (ListObjectsV2Response page :
                    s3.listObjectsV2Paginator(r -> r.bucket(bucket).encodingType(EncodingType.URL))) {
                rejected.addAll(rejectedOf(page.contents(), executor));
            }
            return List.copyOf(rejected);
        } catch (NoSuchBucketException e) {
            throw new RecoveryException("There is no bucket '" + bucket
                    + "': check darkroom.upload.bucket, and darkroom.aws.endpoint if it is set");
        } finally {
            executor.shutdownNow();
        }
    }

    private List<RejectedUpload> rejectedOf(List<S3Object> objects, ExecutorService executor) {
        List<CompletableFuture<Optional<RejectedUpload>>> answers = objects.stream()
                .map(object -> CompletableFuture.supplyAsync(() -> rejected(object), executor))
                .toList();
        try {
            return answers.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SdkException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private Optional<RejectedUpload> rejected(S3Object object) {
        return tags(object.key()).stream()
                .filter(tag -> tag.key().equals(Labels.REJECTED_TAG))
                .findFirst()
                .map(tag -> new RejectedUpload(object.key(), tag.value(), object.size(), object.lastModified()));
    }

    /** None for an object that is gone since it was listed: a worker has finished it. */
    private List<Tag> tags(String key) {
        try {
            return s3.getObjectTagging(r -> r.bucket(bucket).key(key)).tagSet();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }
}
