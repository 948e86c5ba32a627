package dev.darkroom.camel;

import dev.darkroom.image.FileMark;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Limits;
import dev.darkroom.image.PictureInfo;
import dev.darkroom.image.Thumbnailer;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Stores thumbnails, also when one of the same key is there already. Thread-safe.
 *
 * <p>That one may stem from the same original (the message came twice, or a worker died half-way), from an older one (the picture was
 * uploaded again), or from a newer one (this worker was slow). Conditional requests decide which, so that in every order of
 * events the picture uploaded last is the one that stays. The argument is in DESIGN.md, "What happens to an upload".
 */
public final class StoredThumbnails {

    private static final int PRECONDITION_FAILED = 412;

    /** S3's answer when conditional requests for one key overlap in time. */
    private static final int CONFLICT = 409;

    /** Each lost attempt means that another worker got ahead, so more than a few in a row is no race but a fault. */
    private static final int MAX_ATTEMPTS = 10;

    /** How long a stored thumbnail is taken to be still there without looking: many times what storing takes. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final Set<ImageFormat> STORABLE = EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF);
    private static final String NEEDED = ": the steps before have to leave a JPEG, PNG or GIF in the body";
    private static final Thumbnailer READER = new Thumbnailer(Limits.defaults());

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
     * Stores the picture in the body under the key of its original, and its entry in the gallery index; when there is one already,
     * the picture uploaded last stays. The entry is kept as variable {@code entry}.
     *
     * @param content a JPEG, PNG or GIF, whichever step it comes from
     * @param original what it was made from
     * @param exchange what it is all done for
     * @throws NothingLeftToDoException if the original has been replaced or finished meanwhile
     * @throws IllegalStateException if it is no such picture
     */
    public void store(@Body byte[] content, @Variable("original") Original original, Exchange exchange)
            throws NothingLeftToDoException {
        long began = System.nanoTime();
        FittedUpload fitted = new FittedUpload(original, content, describe(content));
        Instant start = Instant.now();
        list(place(fitted), exchange);
        if (Duration.between(start, Instant.now()).compareTo(FRESH) > 0) {
            // Others may have had the same key in work meanwhile. What is deleted next has to be what is shown.
            list(settle(fitted), exchange);
        }
        UploadWork.of(exchange).stored(content.length, began);
    }

    private PictureInfo describe(byte[] content) {
        try {
            PictureInfo picture = READER.describe(content);
            if (STORABLE.contains(picture.format())) {
                return picture;
            }
            throw new IllegalStateException("A thumbnail cannot be stored as " + picture.format() + NEEDED);
        } catch (ImageException e) {
            // Not its cause: Camel looks at causes as well, and would take this for an upload that is no picture.
            throw new IllegalStateException("What is to be stored is no picture (" + e.code() + ")" + NEEDED);
        }
    }

    private void list(IndexEntry entry, Exchange exchange) {
        exchange.setVariable("entry", entry);
        index.add(entry);
    }

    /**
     * Stores a thumbnail, first of its key or not.
     *
     * @param fitted the thumbnail
     * @return its index entry, which is not in the index yet
     * @throws NothingLeftToDoException if the original has been replaced or finished meanwhile
     */
    IndexEntry place(FittedUpload fitted) throws NothingLeftToDoException {
        ThumbnailMetadata first = fitted.metadata();
        return put(fitted, fitted.content(), first, Optional.empty()) ? first.entry() : settle(fitted);
    }

    /**
     * Puts a thumbnail in the place of the present one, if its original is still the current one, and takes what was replaced
     * out of the index. A thumbnail of the same original is replaced as well: that changes its ETag, so that no slower worker
     * can put another picture in its place on the strength of having seen it.
     *
     * @param fitted the thumbnail that found its place taken
     * @return its index entry, which is not in the index yet
     * @throws NothingLeftToDoException if the original has been replaced or finished meanwhile
     */
    IndexEntry settle(FittedUpload fitted) throws NothingLeftToDoException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<HeadObjectResponse> present = head(bucket, fitted.key());
            requireCurrent(fitted);
            ThumbnailMetadata metadata =
                    present.map(head -> successor(fitted, head)).orElseGet(fitted::metadata);
            if (put(fitted, marked(fitted), metadata, present.map(HeadObjectResponse::eTag))) {
                index.remove(metadata.replaced());
                return metadata.entry();
            }
        }
        throw changedByOthers(fitted.original().upload());
    }

    private ThumbnailMetadata successor(FittedUpload fitted, HeadObjectResponse present) {
        return ThumbnailMetadata.parse(fitted.key(), present.metadata())
                .map(former -> former.succeededBy(fitted.original().eTag(), fitted.entry()))
                .orElseGet(() -> new ThumbnailMetadata(
                        fitted.original().eTag(), fitted.entry(), index.find(fitted.key(), present.lastModified())));
    }

    /**
     * Makes the gallery index list what the thumbnail of an upload says, and nothing else of that key: for a worker that finds
     * that others were at work on the same key, who may have died half-way, or whose entries it may have written too late.
     *
     * @param exchange has the upload, if it is about any, and, if this worker came so far, the index entry that it may have written as
     *     variables {@code upload} and {@code entry}
     */
    public void tidy(Exchange exchange) {
        Optional<IndexEntry> written = Optional.ofNullable(exchange.getVariable("entry", IndexEntry.class));
        Optional.ofNullable(exchange.getVariable("upload", Upload.class)).ifPresent(upload -> tidy(upload, written));
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

    private void requireCurrent(FittedUpload fitted) throws NothingLeftToDoException {
        boolean current = head(fitted.original().upload().bucket(), fitted.key())
                .filter(head -> head.eTag().equals(fitted.original().eTag()))
                .isPresent();
        if (!current) {
            throw new NothingLeftToDoException("The original was replaced or finished by another worker");
        }
    }

    /** @return whether it was stored; otherwise another worker was quicker and the state has to be looked at anew */
    private boolean put(FittedUpload fitted, byte[] content, ThumbnailMetadata metadata, Optional<String> presentETag) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(fitted.key())
                .contentType(fitted.picture().format().contentType())
                .cacheControl(cacheControl)
                .metadata(metadata.toMap());
        presentETag.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
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

    /** Another file of the same picture, so that its ETag differs. */
    private static byte[] marked(FittedUpload fitted) {
        return FileMark.put(
                fitted.picture().format(),
                fitted.content(),
                ThreadLocalRandom.current().nextLong());
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
