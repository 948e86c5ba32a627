package dev.darkroom.aws.reindex;

import dev.darkroom.index.IndexEntry;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes the index hold exactly the entry of one thumbnail, while resizers may replace that. Thread-safe.
 *
 * <p>They store a thumbnail first, and then change the index. So whatever the thumbnail says <em>after</em> a change was made here
 * is either what was written, or will be written by somebody who is still at work, and what was written here has to go.
 */
final class IndexRepair {

    /** Each attempt beyond the first means that the thumbnail was replaced within milliseconds. */
    private static final int MAX_ATTEMPTS = 10;

    private final S3Client s3;
    private final String bucket;
    private final Thumbnails thumbnails;
    private final boolean dryRun;

    IndexRepair(S3Client s3, String bucket, Thumbnails thumbnails, boolean dryRun) {
        this.s3 = s3;
        this.bucket = bucket;
        this.thumbnails = thumbnails;
        this.dryRun = dryRun;
    }

    /**
     * What cannot be listed is left alone, with its entries; unless it came after an entry was written here, which then goes.
     *
     * @param key key of a thumbnail, which may be gone
     * @param present entries of it that are or were in the index
     */
    Outcome repair(String key, Collection<IndexEntry> present) {
        Set<IndexEntry> known = new HashSet<>(present);
        Sighting seen = thumbnails.look(key);
        int written = 0;
        int removed = 0;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (attempt == 0 && seen instanceof Sighting.Unlistable unlistable) {
                return Outcome.skipped(key, unlistable.reason());
            }
            Set<IndexEntry> wanted = wanted(seen);
            if (known.equals(wanted)) {
                return written + removed == 0 ? Outcome.unchanged() : Outcome.changed(written, removed);
            }
            removed += remove(known, wanted);
            written += write(wanted, known);
            if (dryRun) {
                return Outcome.changed(written, removed);
            }
            known = wanted;
            seen = thumbnails.look(
                    key, seen instanceof Sighting.Listed listed ? Optional.of(listed) : Optional.empty());
        }
        return Outcome.skipped(key, "it was changed by others " + MAX_ATTEMPTS + " times meanwhile; run this again");
    }

    private static Set<IndexEntry> wanted(Sighting seen) {
        return seen instanceof Sighting.Listed listed ? Set.of(listed.entry()) : Set.of();
    }

    private int remove(Set<IndexEntry> known, Set<IndexEntry> wanted) {
        int removed = 0;
        for (IndexEntry entry : known) {
            if (!wanted.contains(entry)) {
                remove(entry.objectKey());
                removed++;
            }
        }
        return removed;
    }

    private int write(Set<IndexEntry> wanted, Set<IndexEntry> known) {
        int written = 0;
        for (IndexEntry entry : wanted) {
            if (!known.contains(entry)) {
                write(entry.objectKey());
                written++;
            }
        }
        return written;
    }

    /** @param name of an object that is no entry as Darkroom writes them, but would be shown as one */
    void remove(String name) {
        if (!dryRun) {
            s3.deleteObject(r -> r.bucket(bucket).key(name));
        }
    }

    private void write(String name) {
        if (!dryRun) {
            s3.putObject(r -> r.bucket(bucket).key(name), RequestBody.empty());
        }
    }
}
