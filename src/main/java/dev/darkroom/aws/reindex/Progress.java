package dev.darkroom.aws.reindex;

import java.util.Optional;

/**
 * How far a run has come.
 *
 * @param stage what it is at
 * @param entries index entries read so far
 * @param soFar what was found and done so far
 * @param doneUpTo everything up to this key, in the order of S3, is done; empty before the first page of thumbnails is
 */
public record Progress(Stage stage, long entries, ReindexReport soFar, Optional<String> doneUpTo) {

    /** The parts of a run, in their order. */
    public enum Stage {
        /** Reads what the index holds. */
        INDEX,
        /** Looks at each thumbnail. */
        THUMBNAILS,
        /** Removes entries whose thumbnails are gone. */
        LEFT_OVER
    }
}
