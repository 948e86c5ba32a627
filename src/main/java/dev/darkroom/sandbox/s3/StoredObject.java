package dev.darkroom.sandbox.s3;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.darkroom.sandbox.store.Storage.Blob;
import java.time.Instant;
import java.util.Map;

/**
 * One object as it is stored. Immutable.
 *
 * @param key its key
 * @param content where its bytes are
 * @param etag entity tag without quotes
 * @param modifiedMillis when it was written, milliseconds since 1970
 * @param sequencer orders the events of a key, in hex
 * @param headers headers returned with it, by lower-case name
 * @param tags its tags
 * @param checksums checksums stored with it, by header name
 */
record StoredObject(
        String key,
        Blob content,
        String etag,
        long modifiedMillis,
        String sequencer,
        Map<String, String> headers,
        Map<String, String> tags,
        Map<String, String> checksums) {

    @JsonIgnore
    String quotedEtag() {
        return '"' + etag + '"';
    }

    @JsonIgnore
    Instant modified() {
        return Instant.ofEpochMilli(modifiedMillis);
    }

    StoredObject writtenAt(Instant now, String newSequencer) {
        return new StoredObject(key, content, etag, now.toEpochMilli(), newSequencer, headers, tags, checksums);
    }

    StoredObject withTags(Map<String, String> newTags) {
        return new StoredObject(key, content, etag, modifiedMillis, sequencer, headers, newTags, checksums);
    }
}
