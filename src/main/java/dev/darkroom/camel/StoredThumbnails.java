package dev.darkroom.camel;

import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import java.util.Optional;
import org.apache.camel.Variable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What happens when a thumbnail of the same key is there already. Thread-safe.
 *
 * <p>It may stem from the same original (the message came twice, or a worker died half-way), from an older one (the picture was
 * uploaded again), or from a newer one (this worker was slow). Conditional requests decide which, so that in every order of
 * events the picture uploaded last is the one that stays.
 */
public final class StoredThumbnails {

    private static final int PRECONDITION_FAILED = 412;

    /** S3's answer when conditional requests for one key overlap in time. */
    private static final int CONFLICT = 409;

    /** Each lost attempt means that another worker got ahead, so more than a few in a row is no race but a fault. */
    private static final int MAX_ATTEMPTS = 10;

    private final S3Client s3;
    private final String bucket;
    private final String cacheControl;

    /**
     * @param s3 client
     * @param bucket the resized bucket
     * @param cacheControl Cache-Control of thumbnails
     */
    public StoredThumbnails(S3Client s3, String bucket, String cacheControl) {
        this.s3 = s3;
        this.bucket = bucket;
        this.cacheControl = cacheControl;
    }

    /**
     * Settles which thumbnail stays, replaces the present one if it is older, and takes what was replaced out of the index.
     *
     * @param fitted the thumbnail that found its place taken
     * @return the index entry of the thumbnail that stays
     * @throws UploadSupersededException if the original has been replaced or finished meanwhile
     */
    public IndexEntry settle(@Variable("fitted") FittedUpload fitted) throws UploadSupersededException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<HeadObjectResponse> present = head(bucket, fitted.key());
            Optional<ThumbnailMetadata> metadata =
                    present.flatMap(head -> ThumbnailMetadata.parse(fitted.key(), head.metadata()));
            if (metadata.filter(m -> m.originalETag().equals(fitted.original().eTag()))
                    .isPresent()) {
                metadata.flatMap(ThumbnailMetadata::replaced).ifPresent(this::removeFromIndex);
                return metadata.get().entry();
            }
            requireCurrent(fitted.original());
            Optional<IndexEntry> replaced =
                    metadata.map(ThumbnailMetadata::entry).filter(old -> !old.equals(fitted.entry()));
            if (put(fitted, present.map(HeadObjectResponse::eTag), replaced)) {
                replaced.ifPresent(this::removeFromIndex);
                return fitted.entry();
            }
        }
        throw new IllegalStateException("The thumbnail of " + fitted.original().upload() + " was changed by others "
                + MAX_ATTEMPTS + " times in a row; the message comes back");
    }

    private void requireCurrent(Original original) throws UploadSupersededException {
        Upload upload = original.upload();
        boolean current = head(upload.bucket(), upload.key())
                .filter(head -> head.eTag().equals(original.eTag()))
                .isPresent();
        if (!current) {
            throw new UploadSupersededException("The original was replaced or finished by another worker");
        }
    }

    /** @return whether it was stored; otherwise another worker was quicker and the state has to be looked at anew */
    private boolean put(FittedUpload fitted, Optional<String> presentETag, Optional<IndexEntry> replaced) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(fitted.key())
                .contentType(fitted.contentType())
                .cacheControl(cacheControl)
                .metadata(fitted.replacing(replaced).toMap());
        presentETag.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
        try {
            s3.putObject(request.build(), RequestBody.fromBytes(fitted.content()));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private void removeFromIndex(IndexEntry entry) {
        s3.deleteObject(r -> r.bucket(bucket).key(entry.objectKey()));
    }

    private Optional<HeadObjectResponse> head(String objectBucket, String key) {
        try {
            return Optional.of(s3.headObject(r -> r.bucket(objectBucket).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }
}
