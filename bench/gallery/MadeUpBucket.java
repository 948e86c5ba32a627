package dev.darkroom.bench.gallery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import dev.darkroom.sandbox.store.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sandbox's memory that seems to hold a resized bucket from before: a million objects are there within seconds, where storing
 * them through S3 would take an hour.
 */
final class MadeUpBucket extends MemoryStorage {

    static final String BUCKET = "bench-resized";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "s3/" + BUCKET;
    private static final String EMPTY = "empty";
    private static final String PICTURE = "picture";
    private static final Instant NEWEST = Instant.parse("2026-06-01T12:00:00.123Z");

    /** What is in the bucket. */
    record Contents(int thumbnails, boolean ownThumbnails, int entries) {}

    private final Contents contents;
    private final byte[] picture;

    MadeUpBucket(Contents contents, byte[] picture) {
        this.contents = contents;
        this.picture = picture;
    }

    /** The entry of a picture; with rising numbers, keys jump to and fro as they do if names are random. */
    static IndexEntry entry(int number) {
        String key = "%016x/IMG_%07d.jpg".formatted(number * 0x9E3779B97F4A7C15L, number);
        return new IndexEntry(NEWEST.minusSeconds(number), 400, 267, key);
    }

    @Override
    public List<String> list(String folder) {
        return switch (folder) {
            case "s3" -> List.of(BUCKET);
            case FOLDER -> List.of("bucket.json", "objects");
            case FOLDER + "/objects" -> new Names(contents);
            default -> List.of();
        };
    }

    @Override
    public byte[] load(String path) throws IOException {
        if (path.equals(FOLDER + "/bucket.json")) {
            return json(Map.of("name", BUCKET, "region", "us-east-1", "createdMillis", 0, "settings", Map.of()));
        }
        if (!path.startsWith(FOLDER + "/objects/")) {
            throw new FileNotFoundException(path);
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        IndexEntry entry = entry(Integer.parseInt(name.substring(1)));
        return name.charAt(0) == 't'
                ? object(entry.key(), PICTURE, picture.length, contents.ownThumbnails ? metadata(entry) : Map.of())
                : object(entry.objectKey(), EMPTY, 0, Map.of());
    }

    private static Map<String, String> metadata(IndexEntry entry) {
        Map<String, String> headers = new LinkedHashMap<>();
        ThumbnailMetadata.first("\"5d41402abc4b2a76b9719d911017c592\"", entry)
                .toMap()
                .forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        return headers;
    }

    private static byte[] object(String key, String blob, int size, Map<String, String> headers) {
        return json(Map.of(
                "key", key,
                "content", Map.of("id", blob, "size", size),
                "etag", "5d41402abc4b2a76b9719d911017c592",
                "modifiedMillis", NEWEST.toEpochMilli(),
                "sequencer", "1",
                "headers", headers,
                "tags", Map.of(),
                "checksums", Map.of()));
    }

    private static byte[] json(Map<String, ?> document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts and numbers can always be written", e);
        }
    }

    @Override
    public InputStream open(String blobId) throws IOException {
        return switch (blobId) {
            case EMPTY -> InputStream.nullInputStream();
            case PICTURE -> new ByteArrayInputStream(picture);
            default -> super.open(blobId);
        };
    }

    @Override
    public void retainBlobs(Set<String> blobIds) {
        // those that are made up are no blobs of the storage
    }

    /** Made when they are asked for. */
    private static final class Names extends AbstractList<String> {

        private final Contents contents;

        Names(Contents contents) {
            this.contents = contents;
        }

        @Override
        public String get(int index) {
            return index < contents.thumbnails ? "t" + index : "e" + (index - contents.thumbnails);
        }

        @Override
        public int size() {
            return contents.thumbnails + contents.entries;
        }
    }
}
