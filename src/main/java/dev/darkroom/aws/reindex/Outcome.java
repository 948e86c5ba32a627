package dev.darkroom.aws.reindex;

import java.util.Optional;

/**
 * What was done about one thumbnail.
 *
 * @param right whether nothing had to be changed
 * @param written entries written
 * @param removed entries removed
 * @param skipped why nothing was done
 */
record Outcome(boolean right, int written, int removed, Optional<SkippedPicture> skipped) {

    static Outcome unchanged() {
        return new Outcome(true, 0, 0, Optional.empty());
    }

    static Outcome changed(int written, int removed) {
        return new Outcome(false, written, removed, Optional.empty());
    }

    static Outcome skipped(String key, String reason) {
        return new Outcome(false, 0, 0, Optional.of(new SkippedPicture(key, reason)));
    }
}
