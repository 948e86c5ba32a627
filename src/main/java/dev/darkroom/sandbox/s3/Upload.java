package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.store.Storage.Blob;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A multipart upload in progress. Immutable.
 *
 * @param id its upload ID
 * @param key key of the object to be
 * @param initiatedMillis when it was begun, milliseconds since 1970
 * @param headers headers of the object to be
 * @param tags tags of the object to be
 * @param checksumAlgorithm name of the checksum asked for, empty for none
 * @param checksumType {@code COMPOSITE} or {@code FULL_OBJECT}, empty for none
 * @param parts parts received, by number
 */
record Upload(
        String id,
        String key,
        long initiatedMillis,
        Map<String, String> headers,
        Map<String, String> tags,
        String checksumAlgorithm,
        String checksumType,
        SortedMap<Integer, Part> parts) {

    /** A part received. */
    record Part(int number, Blob content, String etag, long modifiedMillis, Map<String, String> checksums) {}

    Upload with(Part part) {
        SortedMap<Integer, Part> more = new TreeMap<>(parts);
        more.put(part.number(), part);
        return new Upload(id, key, initiatedMillis, headers, tags, checksumAlgorithm, checksumType, more);
    }
}
