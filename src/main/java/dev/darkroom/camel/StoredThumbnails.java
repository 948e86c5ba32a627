package dev.darkroom.camel;

import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
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
 * events the picture uploaded last is the one that stays. The argument is in DESIGN.md, "What happens to an upload".
 */
public final class StoredThumbnails {

    private static final int PRECONDITION_FAILED = 412;

    /** S3's answer when conditional requests for one key overlap in time. */
    private static final int CONFLICT = 409;

    /** Each lost attempt means that another worker got ahead, so more than a few in a row is no race but a fault. */
    private static final int MAX_ATTEMPTS = 10;

    private final S3Client s3;
    private final GalleryIndex index;
    private final String bucket;
    private final String cacheControl;

    /**
     * @param s3 client
     * @param bucket the resized bucket
     * @param cacheControl Cache-Control of thumbnails
     */
    public StoredThumbnails(S3Client s3, String bucket, String cacheControl) {
        this.s3 = s3;
        this.index = new GalleryIndex(s3, bucket);
        this.bucket = bucket;
        this.cacheControl = cacheControl;
    }

    /**
     * Puts a thumbnail in the place of the present one, if its original is still the current one, and takes what was replaced
     * out of the index. A thumbnail of the same original is replaced as well: that changes its ETag, so that no slower worker
     * can put another picture in its place on the strength of having seen it.
     *
     * @param fitted the thumbnail that found its place taken
     * @return its index entry, which is not in the index yet
     * @throws UploadSupersededException if the original has been replaced or finished meanwhile
     */
    public IndexEntry settle(@Variable("fitted") FittedUpload fitted) throws UploadSupersededException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<HeadObjectResponse> present = head(bucket, fitted.key());
            requireCurrent(fitted);
            ThumbnailMetadata metadata = present.map(head -> successor(fitted, head))
                    .orElseGet(() -> ThumbnailMetadata.first(fitted.originalETag(), fitted.entry()));
            if (put(fitted, metadata, present.map(HeadObjectResponse::eTag))) {
                index.remove(metadata.replaced());
                return metadata.entry();
            }
        }
        throw changedByOthers(fitted.upload());
    }

    private ThumbnailMetadata successor(FittedUpload fitted, HeadObjectResponse present) {
        return ThumbnailMetadata.parse(fitted.key(), present.metadata())
                .map(former -> former.succeededBy(fitted.originalETag(), fitted.entry()))
                .orElseGet(() -> new ThumbnailMetadata(
                        fitted.originalETag(), fitted.entry(), index.find(fitted.key(), present.lastModified())));
    }

    /**
     * Makes the gallery index list what the thumbnail of an upload says, and nothing else of that key: for a worker that finds
     * that others were at work on the same key, who may have died half-way, or whose entries it may have written too late.
     *
     * @param exchange has the upload and, if this worker came so far, the index entry that it may have written as variables
     *     {@code upload} and {@code entry}
     */
    public void tidy(Exchange exchange) {
        tidy(
                exchange.getVariable("upload", Upload.class),
                Optional.ofNullable(exchange.getVariable("entry", IndexEntry.class)));
    }

    void tidy(Upload upload, Optional<IndexEntry> written) {
        Set<IndexEntry> stale = new HashSet<>(written.stream().toList());
        Optional<ThumbnailMetadata> seen = metadata(upload);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            seen.ifPresent(metadata -> stale.addAll(metadata.replaced()));
            seen.map(ThumbnailMetadata::entry).ifPresent(stale::remove);
            index.remove(stale);
            if (seen.isEmpty()) {
                return;
            }
            IndexEntry listed = seen.get().entry();
            index.add(listed);
            seen = metadata(upload);
            if (seen.map(ThumbnailMetadata::entry).filter(listed::equals).isPresent()) {
                return;
            }
            stale.add(listed);
        }
        throw changedByOthers(upload);
    }

    private Optional<ThumbnailMetadata> metadata(Upload upload) {
        return head(bucket, upload.key()).flatMap(head -> ThumbnailMetadata.parse(upload.key(), head.metadata()));
    }

    private void requireCurrent(FittedUpload fitted) throws UploadSupersededException {
        boolean current = head(fitted.upload().bucket(), fitted.key())
                .filter(head -> head.eTag().equals(fitted.originalETag()))
                .isPresent();
        if (!current) {
            throw new UploadSupersededException("The original was replaced or finished by another worker");
        }
    }

    /** @return whether it was stored; otherwise another worker was quicker and the state has to be looked at anew */
    private boolean put(FittedUpload fitted, ThumbnailMetadata metadata, Optional<String> presentETag) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(fitted.key())
                .contentType(fitted.contentType())
                .cacheControl(cacheControl)
                .metadata(metadata.toMap());
        presentETag.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
        byte[] content = fitted.thumbnail()
                .marked(ThreadLocalRandom.current().nextLong())
                .content();
        try {
            s3.putObject(request.build(), RequestBody.fromBytes(content));
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

    private Optional<HeadObjectResponse> head(String objectBucket, String key) {
        try {
            return Optional.of(s3.headObject(r -> r.bucket(objectBucket).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private static IllegalStateException changedByOthers(Upload upload) {
        return new IllegalStateException("The thumbnail of " + upload + " was changed by others " + MAX_ATTEMPTS
                + " times in a row; the message comes back");
    }
}
