package dev.darkroom.browser;

import dev.darkroom.index.IndexEntry;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is in the gallery, as its owner sees and changes it. */
final class GalleryContents {

    private static final String UPLOADS = "test-upload";
    private static final String THUMBNAILS = "test-resized";

    private final S3Client s3;

    GalleryContents(S3Client s3) {
        this.s3 = s3;
    }

    void clear() {
        for (String bucket : List.of(UPLOADS, THUMBNAILS)) {
            Collection<ObjectIdentifier> all = keys(bucket)
                    .map(key -> ObjectIdentifier.builder().key(key).build())
                    .toList();
            if (!all.isEmpty()) {
                s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(all)));
            }
        }
    }

    /** Puts a picture into the gallery as if it had been uploaded and developed. */
    void show(String key, Instant uploadedAt, BufferedImage picture) {
        IndexEntry entry = new IndexEntry(uploadedAt, picture.getWidth(), picture.getHeight(), key);
        s3.putObject(
                r -> r.bucket(THUMBNAILS).key(key).contentType("image/jpeg"),
                RequestBody.fromBytes(PictureFiles.jpeg(picture)));
        s3.putObject(r -> r.bucket(THUMBNAILS).key(entry.objectKey()), RequestBody.empty());
    }

    /** Shows a number of scenes, {@code Scene 1.jpg} being the newest. */
    void showScenes(int count) {
        Instant newest = Instant.parse("2026-05-01T18:30:00Z");
        for (int i = 1; i <= count; i++) {
            show("Scene " + i + ".jpg", newest.minusSeconds(3600L * i), Scene.thumbnail(i));
        }
    }

    /** @return keys of what was uploaded and not developed */
    Set<String> originals() {
        return keys(UPLOADS).collect(Collectors.toSet());
    }

    /** @return keys of the thumbnails */
    Set<String> thumbnails() {
        return keys(THUMBNAILS)
                .filter(key -> !key.startsWith(IndexEntry.PREFIX))
                .collect(Collectors.toSet());
    }

    private Stream<String> keys(String bucket) {
        return s3.listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .map(S3Object::key);
    }
}
