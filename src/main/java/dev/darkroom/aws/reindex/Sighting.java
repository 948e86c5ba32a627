package dev.darkroom.aws.reindex;

import dev.darkroom.index.IndexEntry;
import java.time.Instant;

/** What a look at a thumbnail tells about its place in the index. */
sealed interface Sighting {

    /** There is no such thumbnail: nothing may be listed. */
    record Absent() implements Sighting {}

    /**
     * It has to be listed.
     *
     * @param entry under this entry
     * @param eTag of the thumbnail
     * @param lastModified of the thumbnail
     */
    record Listed(IndexEntry entry, String eTag, Instant lastModified) implements Sighting {}

    /**
     * It cannot be listed.
     *
     * @param reason why
     */
    record Unlistable(String reason) implements Sighting {}
}
