package dev.darkroom.aws.reindex;

import dev.darkroom.index.IndexEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes the gallery index of the resized bucket hold exactly the entry of each thumbnail: missing ones are written, stale, doubled
 * and misspelt ones removed. May run while resizers and other runs are at work, may be stopped anywhere, and run again writes only
 * what is left. An instance runs once.
 *
 * <p>It costs a LIST for each 1,000 entries and each 1,000 thumbnails, and a HEAD for each thumbnail, {@value #AT_ONCE} at once;
 * more only for what has to be changed. It holds some 40 bytes for each entry of the index, whatever the length of its key.
 */
public final class Reindex {

    private static final int AT_ONCE = 32;

    /** How a run is done. */
    public enum Mode {
        /** Changes the index. */
        REPAIR,
        /** Only tells what would be changed. */
        DRY_RUN
    }

    private final Listing listing;
    private final IndexRepair repair;
    private final Consumer<Progress> progress;
    private final EntryTable table = new EntryTable();
    private final Tally tally = new Tally();
    private long entries;
    private Optional<String> doneUpTo = Optional.empty();

    /**
     * @param s3 client with the rights s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject on the bucket
     * @param bucket the resized bucket
     * @param sizes reads the sizes of thumbnails that do not say how they are to be listed
     * @param mode whether to change anything
     * @param progress hears of each page, on the calling thread
     */
    public Reindex(S3Client s3, String bucket, SizeReader sizes, Mode mode, Consumer<Progress> progress) {
        this.listing = new Listing(s3, bucket);
        this.repair = new IndexRepair(s3, bucket, new Thumbnails(s3, bucket, sizes), mode == Mode.DRY_RUN);
        this.progress = progress;
    }

    /**
     * Runs to the end.
     *
     * @param from last key that a run before has done: thumbnails up to it are passed over if the index holds one entry for
     *     them. Empty to look at all
     * @return what was found and done
     * @throws ReindexException if there is no such bucket, or the thread is interrupted
     * @throws software.amazon.awssdk.core.exception.SdkException if S3 refuses or cannot be reached
     */
    public ReindexReport run(Optional<String> from) {
        try (Workers workers = new Workers(AT_ONCE)) {
            listing.index(this::readEntries);
            Optional<byte[]> done = from.map(Reindex::bytes);
            listing.thumbnails(keys -> repair(keys, done, workers));
            if (table.size() > 0) {
                listing.index(names -> removeLeftOver(names, workers));
            }
        }
        return tally.report();
    }

    private void readEntries(List<String> names) {
        for (String name : names) {
            Optional<IndexEntry> entry = IndexEntry.parse(name);
            if (entry.isEmpty()) {
                tally.skipped(new SkippedPicture(name, "it is among the entries of the index, but none"));
            } else if (entry.get().objectKey().equals(name)) {
                table.add(entry.get());
            } else {
                repair.remove(name);
                tally.removedMisspelt();
            }
        }
        entries += names.size();
        tell(Progress.Stage.INDEX);
    }

    private void repair(List<String> keys, Optional<byte[]> done, Workers workers) {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (String key : keys) {
            List<IndexEntry> present = table.take(key);
            if (present.size() == 1 && done.isPresent() && Arrays.compareUnsigned(bytes(key), done.get()) <= 0) {
                tally.passedOver();
            } else {
                tasks.add(() -> repair.repair(key, present));
            }
        }
        workers.all(tasks).forEach(tally::add);
        tally.pictures(keys.size());
        doneUpTo = keys.isEmpty() ? doneUpTo : Optional.of(keys.get(keys.size() - 1));
        tell(Progress.Stage.THUMBNAILS);
    }

    /** What is in the table still has no thumbnail, or had none when the bucket was listed. */
    private void removeLeftOver(List<String> names, Workers workers) {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (String name : names) {
            IndexEntry.parse(name).filter(table::contains).ifPresent(entry -> {
                List<IndexEntry> present = table.take(entry.key());
                tasks.add(() -> repair.repair(entry.key(), present));
            });
        }
        workers.all(tasks).forEach(tally::add);
        tell(Progress.Stage.LEFT_OVER);
    }

    private void tell(Progress.Stage stage) {
        progress.accept(new Progress(stage, entries, tally.report(), doneUpTo));
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
