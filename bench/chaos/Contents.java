package dev.darkroom.bench.chaos;

import dev.darkroom.index.IndexEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What both buckets hold.
 *
 * @param originals originals by key
 * @param thumbnails thumbnails by key
 * @param index entries of the gallery index, by key of the thumbnail
 * @param unknown names in the index that stand for no entry
 */
record Contents(
        Map<String, Left> originals,
        Map<String, ResponseBytes<GetObjectResponse>> thumbnails,
        Map<String, List<IndexEntry>> index,
        List<String> unknown) {

    /** An original that is still there. */
    record Left(String etag, Map<String, String> tags) {}

    static Contents read(S3Client s3) {
        Contents contents = new Contents(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        for (S3Object object : list(s3, World.UPLOAD)) {
            contents.originals.put(object.key(), new Left(object.eTag().replace("\"", ""), tags(s3, object.key())));
        }
        for (S3Object object : list(s3, World.RESIZED)) {
            contents.add(s3, object.key());
        }
        return contents;
    }

    private void add(S3Client s3, String name) {
        if (!name.startsWith(IndexEntry.PREFIX)) {
            thumbnails.put(name, s3.getObjectAsBytes(r -> r.bucket(World.RESIZED).key(name)));
            return;
        }
        IndexEntry.parse(name)
                .ifPresentOrElse(
                        entry -> index.computeIfAbsent(entry.key(), k -> new ArrayList<>())
                                .add(entry),
                        () -> unknown.add(name));
    }

    private static List<S3Object> list(S3Client s3, String bucket) {
        return s3.listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .toList();
    }

    private static Map<String, String> tags(S3Client s3, String key) {
        Map<String, String> tags = new TreeMap<>();
        for (Tag tag :
                s3.getObjectTagging(r -> r.bucket(World.UPLOAD).key(key)).tagSet()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }
}
