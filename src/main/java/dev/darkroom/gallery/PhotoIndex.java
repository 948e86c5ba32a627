package dev.darkroom.gallery;

import dev.darkroom.index.IndexEntry;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads the gallery index. A page costs one LIST, however many photos there are; an empty index two. Thread-safe. */
public final class PhotoIndex {

    private final S3Client s3;
    private final String bucket;
    private final UnindexedPhotos unindexed;

    /**
     * @param s3 client with the right to list the bucket
     * @param bucket the resized bucket
     * @param boxWidth width of the box that thumbnails fit into, in pixels
     * @param boxHeight its height
     */
    public PhotoIndex(S3Client s3, String bucket, int boxWidth, int boxHeight) {
        this.s3 = s3;
        this.bucket = bucket;
        this.unindexed = new UnindexedPhotos(s3, bucket, boxWidth, boxHeight);
    }

    /**
     * @param after where to start; empty for the newest photo
     * @param limit most photos on the page, 1 to 1000
     * @return the page. Without an index, the first page shows photos all the same, the newest of those that S3 lists first
     */
    public PhotoPage page(Optional<Cursor> after, int limit) {
        return list(after.map(Cursor::objectKey), limit);
    }

    /**
     * @param photo a photo
     * @param limit most photos on the page, 1 to 1000
     * @return the page that begins with it, or with the one before which it was uploaded if it is not there any more
     */
    public PhotoPage pageFrom(Cursor photo, int limit) {
        return list(Optional.of(photo.justBefore()), limit);
    }

    private PhotoPage list(Optional<String> after, int limit) {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(IndexEntry.PREFIX)
                .maxKeys(limit);
        after.ifPresent(request::startAfter);
        ListObjectsV2Response response = s3.listObjectsV2(request.build());
        if (after.isEmpty() && response.contents().isEmpty()) {
            return new PhotoPage(unindexed.newest(limit), Optional.empty());
        }
        List<IndexEntry> photos = response.contents().stream()
                .map(S3Object::key)
                .map(IndexEntry::parse)
                .flatMap(Optional::stream)
                .toList();
        boolean more = Boolean.TRUE.equals(response.isTruncated()) && !photos.isEmpty();
        Optional<Cursor> next = more ? Cursor.after(photos.get(photos.size() - 1)) : Optional.empty();
        return new PhotoPage(photos, next);
    }
}
