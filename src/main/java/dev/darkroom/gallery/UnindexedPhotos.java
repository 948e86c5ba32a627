package dev.darkroom.gallery;

import dev.darkroom.index.IndexEntry;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A stopgap for a bucket of thumbnails that has no index yet, such as one that others filled before. One LIST tells times, but no
 * sizes, and only of the thousand photos whose keys come first. Thread-safe.
 */
final class UnindexedPhotos {

    private static final Logger LOG = LoggerFactory.getLogger("darkroom.gallery");

    private final S3Client s3;
    private final String bucket;
    private final int boxWidth;
    private final int boxHeight;
    private final AtomicBoolean told = new AtomicBoolean();

    /** The box that thumbnails fit into stands for their sizes. */
    UnindexedPhotos(S3Client s3, String bucket, int boxWidth, int boxHeight) {
        this.s3 = s3;
        this.bucket = bucket;
        this.boxWidth = boxWidth;
        this.boxHeight = boxHeight;
    }

    /**
     * Says in the log what to do, the first time that there are any.
     *
     * @return photos, newest first; none of an empty bucket
     */
    List<IndexEntry> newest(int limit) {
        List<IndexEntry> photos = s3
                // as XML, a listing cannot carry every key
                .listObjectsV2(r -> r.bucket(bucket).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .filter(object -> object.size() > 0 && !IndexEntry.isReserved(object.key()))
                .sorted(Comparator.comparing(S3Object::lastModified).reversed())
                .limit(limit)
                .map(object -> new IndexEntry(object.lastModified(), boxWidth, boxHeight, object.key()))
                .toList();
        if (!photos.isEmpty() && told.compareAndSet(false, true)) {
            LOG.warn(
                    "The bucket {} has thumbnails but no gallery index, so visitors see only some of them. Build the index once:"
                            + " java -jar quarkus-run.jar reindex, with the settings of this process (docs/recover.md)",
                    bucket);
        }
        return photos;
    }
}
