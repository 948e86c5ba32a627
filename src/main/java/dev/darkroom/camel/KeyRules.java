package dev.darkroom.camel;

import dev.darkroom.index.IndexEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Which keys can stand in the gallery. All others are rejected before anything of them is downloaded. */
final class KeyRules {

    /** What the index entry of a thumbnail of up to 9999x9999 pixels adds to its key. */
    private static final int ENTRY_OVERHEAD = ".gallery/0000000000000/9999x9999/".length();

    private KeyRules() {}

    /** @throws UploadRejectedException if there could be no thumbnail of that key, or no index entry of it */
    static void check(String key) throws UploadRejectedException {
        if (IndexEntry.isReserved(key)) {
            throw new UploadRejectedException("key-reserved", "Names must not start with .gallery/ or .gallery-");
        }
        if (indexBytes(key) > IndexEntry.MAX_KEY_BYTES) {
            throw new UploadRejectedException(
                    "key-too-long", "The name is too long for the gallery: use at most 990 plain characters");
        }
    }

    private static int indexBytes(String key) {
        Instant any = Instant.EPOCH;
        return new IndexEntry(any, 1, 1, key).objectKey().getBytes(StandardCharsets.UTF_8).length
                + ENTRY_OVERHEAD
                - new IndexEntry(any, 1, 1, "").objectKey().length();
    }
}
