package dev.darkroom.aws.reindex;

import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Looks at thumbnails. Those that Darkroom stored say themselves how they are listed, which takes a HEAD; of others, the time is
 * that of the object, to the second, and the size that of the picture, so they are listed the same way each time. Thread-safe.
 */
final class Thumbnails {

    /** Bytes read of a picture that says nothing of itself; the second only if the first are not enough. */
    private static final List<Integer> BEGINNINGS = List.of(32 << 10, 1 << 20);

    private final S3Client s3;
    private final String bucket;
    private final SizeReader sizes;

    Thumbnails(S3Client s3, String bucket, SizeReader sizes) {
        this.s3 = s3;
        this.bucket = bucket;
        this.sizes = sizes;
    }

    Sighting look(String key) {
        return look(key, Optional.empty());
    }

    /** @param before what was seen last time: an object that is still the same is not read again */
    Sighting look(String key, Optional<Sighting.Listed> before) {
        if (IndexEntry.isReserved(key)) {
            return new Sighting.Absent();
        }
        try {
            HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(key));
            Optional<ThumbnailMetadata> metadata = ThumbnailMetadata.parse(key, head.metadata());
            if (metadata.isPresent()) {
                return listed(metadata.get().entry(), head.eTag(), head.lastModified());
            }
            Optional<Sighting.Listed> same = before.filter(seen ->
                    seen.eTag().equals(head.eTag()) && seen.lastModified().equals(head.lastModified()));
            return same.isPresent() ? same.get() : measure(key, head.contentLength());
        } catch (NoSuchKeyException e) {
            return new Sighting.Absent();
        } catch (InvalidObjectStateException e) {
            return new Sighting.Unlistable("it is archived and cannot be read");
        }
    }

    private Sighting measure(String key, long length) {
        long known = 0;
        for (int most : BEGINNINGS) {
            if (known >= length) {
                break;
            }
            ResponseBytes<GetObjectResponse> part = s3.getObject(
                    r -> r.bucket(bucket).key(key).range("bytes=0-" + (most - 1)), ResponseTransformer.toBytes());
            Optional<SizeReader.Size> size = sizes.sizeOf(part.asByteArrayUnsafe());
            if (size.isPresent()) {
                GetObjectResponse object = part.response();
                IndexEntry entry = ThumbnailMetadata.parse(key, object.metadata())
                        .map(ThumbnailMetadata::entry)
                        .orElseGet(() -> new IndexEntry(
                                object.lastModified(),
                                size.get().width(),
                                size.get().height(),
                                key));
                return listed(entry, object.eTag(), object.lastModified());
            }
            known = most;
        }
        return new Sighting.Unlistable(
                length == 0 ? "it is empty" : "it is no picture whose size can be read from its beginning");
    }

    private static Sighting listed(IndexEntry entry, String eTag, Instant lastModified) {
        if (entry.objectKey().getBytes(StandardCharsets.UTF_8).length > IndexEntry.MAX_KEY_BYTES) {
            return new Sighting.Unlistable("its key is too long for the index");
        }
        return new Sighting.Listed(entry, eTag, lastModified);
    }
}
