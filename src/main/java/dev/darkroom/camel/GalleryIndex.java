package dev.darkroom.camel;

import dev.darkroom.index.IndexEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes the gallery index: one empty object per entry. Adding and removing may be repeated. Thread-safe. */
final class GalleryIndex {

    private static final int NOT_REMOVED = 503;

    private final S3Client s3;
    private final String bucket;

    GalleryIndex(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    void add(IndexEntry entry) {
        s3.putObject(r -> r.bucket(bucket).key(entry.objectKey()), RequestBody.empty());
    }

    /**
     * What {@code reindex} wrote for a thumbnail that says nothing of itself.
     *
     * @param time when that thumbnail was stored
     * @return its entries, whatever the size
     */
    List<IndexEntry> find(String key, Instant time) {
        String prefix = new IndexEntry(time, 1, 1, key).timePrefix();
        return s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
                .flatMap(object -> IndexEntry.parse(object.key()).stream())
                .filter(entry -> entry.key().equals(key))
                .toList();
    }

    /** @throws S3Exception if any of them could not be removed */
    void remove(Collection<IndexEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<ObjectIdentifier> objects = entries.stream()
                .map(entry -> ObjectIdentifier.builder().key(entry.objectKey()).build())
                .toList();
        DeleteObjectsResponse response = s3.deleteObjects(
                r -> r.bucket(bucket).delete(d -> d.objects(objects).quiet(true)));
        for (S3Error error : response.errors()) {
            throw S3Exception.builder()
                    .statusCode(NOT_REMOVED)
                    .message("An index entry could not be removed: " + error.code())
                    .build();
        }
    }
}
