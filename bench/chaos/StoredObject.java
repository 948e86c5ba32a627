package dev.darkroom.bench.chaos;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An object as S3 keeps it.
 *
 * @param bucket its bucket
 * @param key its key
 * @param etag entity tag without quotes: the MD5 of its bytes
 * @param modified when it was written
 * @param sequencer orders what was written under one key
 * @param headers its headers, metadata included, by lower-case name
 * @param tags its tags
 */
record StoredObject(
        String bucket,
        String key,
        String etag,
        Instant modified,
        String sequencer,
        Map<String, String> headers,
        Map<String, String> tags) {

    /** Whether the other is this very object, with other tags perhaps, and not one that took its place. */
    boolean isSameWrite(StoredObject other) {
        return sequencer.equals(other.sequencer);
    }

    /** ETag of the original that a thumbnail says it was made from. */
    Optional<String> madeFrom() {
        return Optional.ofNullable(headers.get("x-amz-meta-darkroom-original")).map(etag -> etag.replace("\"", ""));
    }
}
