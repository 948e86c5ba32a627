package dev.darkroom.aws.reindex;

import java.util.List;

/**
 * What was found and done; of a dry run, what would have been done.
 *
 * @param pictures objects that were looked at, in the bucket but outside of the index
 * @param passedOver of these, how many were not looked at closer, because the run was to go on behind them and the index holds
 *     one entry for each
 * @param right entries that were as they should be
 * @param written entries that were missing
 * @param removed entries that were stale, doubled or misspelt
 * @param skipped objects that cannot be listed
 * @param skippedPictures the first {@value #MOST_NAMED} of these
 */
public record ReindexReport(
        long pictures,
        long passedOver,
        long right,
        long written,
        long removed,
        long skipped,
        List<SkippedPicture> skippedPictures) {

    /** So that a bucket full of other things does not fill the memory. */
    static final int MOST_NAMED = 1000;

    /** Copies the list. */
    public ReindexReport {
        skippedPictures = List.copyOf(skippedPictures);
    }
}
