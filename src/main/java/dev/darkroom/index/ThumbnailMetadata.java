package dev.darkroom.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a stored thumbnail says of itself in its object metadata, so that any worker can finish or repeat the work of another.
 *
 * @param originalETag ETag of the original that it was made from
 * @param entry its entry in the gallery index
 * @param replaced entries of thumbnails that were in its place before and must not be in the index, latest first, at most
 *     {@value #MOST_REPLACED}
 */
public record ThumbnailMetadata(String originalETag, IndexEntry entry, List<IndexEntry> replaced) {

    /**
     * S3 keeps 2 KB of metadata per object, and an entry takes 25 bytes. A worker that writes an entry late finds that it was
     * replaced unless so many newer uploads of the same key were finished while it stood still.
     */
    public static final int MOST_REPLACED = 16;

    private static final String ETAG = "darkroom-original";
    private static final String ENTRY = "darkroom-entry";
    private static final String REPLACED = "darkroom-replaced";

    /** Drops the oldest of too many replaced entries. */
    public ThumbnailMetadata {
        replaced = replaced.stream().limit(MOST_REPLACED).toList();
    }

    /**
     * @param originalETag ETag of the original
     * @param entry entry of its thumbnail
     * @return metadata of a thumbnail that takes nobody's place
     */
    public static ThumbnailMetadata first(String originalETag, IndexEntry entry) {
        return new ThumbnailMetadata(originalETag, entry, List.of());
    }

    /**
     * The metadata of the thumbnail that takes this one's place.
     *
     * @param newETag ETag of the original that it was made from
     * @param newEntry its entry, with the same key
     * @return its metadata. A thumbnail of the same bytes keeps the later of both times, since events of one upload may
     *     come twice, and those of an earlier one late
     */
    public ThumbnailMetadata succeededBy(String newETag, IndexEntry newEntry) {
        IndexEntry kept = newETag.equals(originalETag) && entry.uploadedAt().isAfter(newEntry.uploadedAt())
                ? new IndexEntry(entry.uploadedAt(), newEntry.width(), newEntry.height(), newEntry.key())
                : newEntry;
        List<IndexEntry> former = new ArrayList<>(List.of(entry));
        former.addAll(replaced);
        former.removeIf(kept::equals);
        return new ThumbnailMetadata(newETag, kept, former);
    }

    /** @return the metadata as S3 keeps it: ASCII names and values */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(ETAG, originalETag);
        map.put(ENTRY, entry.stamp());
        if (!replaced.isEmpty()) {
            map.put(REPLACED, replaced.stream().map(IndexEntry::stamp).collect(Collectors.joining(" ")));
        }
        return map;
    }

    /**
     * @param key key of the thumbnail
     * @param metadata the object's user metadata
     * @return what it says; empty if Darkroom did not write it
     */
    public static Optional<ThumbnailMetadata> parse(String key, Map<String, String> metadata) {
        String etag = metadata.getOrDefault(ETAG, "");
        List<IndexEntry> replaced = Arrays.stream(
                        metadata.getOrDefault(REPLACED, "").split(" "))
                .flatMap(stamp -> IndexEntry.fromStamp(stamp, key).stream())
                .toList();
        return IndexEntry.fromStamp(metadata.getOrDefault(ENTRY, ""), key)
                .filter(entry -> !etag.isEmpty())
                .map(entry -> new ThumbnailMetadata(etag, entry, replaced));
    }
}
