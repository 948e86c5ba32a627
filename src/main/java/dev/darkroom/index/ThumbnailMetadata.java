package dev.darkroom.index;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a stored thumbnail says of itself in its object metadata, so that any worker can finish or repeat the work of another.
 *
 * @param originalETag ETag of the original that it was made from
 * @param entry its entry in the gallery index
 * @param replaced the entry of the thumbnail whose place it took, which has to leave the index; empty if there was none
 */
public record ThumbnailMetadata(String originalETag, IndexEntry entry, Optional<IndexEntry> replaced) {

    private static final String ETAG = "darkroom-original";
    private static final String ENTRY = "darkroom-entry";
    private static final String REPLACED = "darkroom-replaced";

    /** @return the metadata as S3 keeps it: ASCII names and values */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(ETAG, originalETag);
        map.put(ENTRY, entry.stamp());
        replaced.ifPresent(old -> map.put(REPLACED, old.stamp()));
        return map;
    }

    /**
     * @param key key of the thumbnail
     * @param metadata the object's user metadata
     * @return what it says; empty if Darkroom did not write it
     */
    public static Optional<ThumbnailMetadata> parse(String key, Map<String, String> metadata) {
        Optional<IndexEntry> entry = entry(key, metadata, ENTRY);
        String etag = metadata.getOrDefault(ETAG, "");
        if (entry.isEmpty() || etag.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ThumbnailMetadata(etag, entry.get(), entry(key, metadata, REPLACED)));
    }

    private static Optional<IndexEntry> entry(String key, Map<String, String> metadata, String name) {
        return IndexEntry.fromStamp(metadata.getOrDefault(name, ""), key);
    }
}
