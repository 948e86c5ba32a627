package dev.darkroom.aws.reindex;

import java.util.ArrayList;
import java.util.List;

/** Counts what a run comes to. For one thread. */
final class Tally {

    private final List<SkippedPicture> named = new ArrayList<>();
    private long pictures;
    private long passedOver;
    private long right;
    private long written;
    private long removed;
    private long skipped;

    void pictures(int number) {
        pictures += number;
    }

    void passedOver() {
        passedOver++;
    }

    void removedMisspelt() {
        removed++;
    }

    void skipped(SkippedPicture picture) {
        skipped++;
        if (named.size() < ReindexReport.MOST_NAMED) {
            named.add(picture);
        }
    }

    void add(Outcome outcome) {
        right += outcome.right() ? 1 : 0;
        written += outcome.written();
        removed += outcome.removed();
        outcome.skipped().ifPresent(this::skipped);
    }

    ReindexReport report() {
        return new ReindexReport(pictures, passedOver, right, written, removed, skipped, named);
    }
}
