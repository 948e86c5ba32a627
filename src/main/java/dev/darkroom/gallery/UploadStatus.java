package dev.darkroom.gallery;

import dev.darkroom.index.IndexEntry;
import java.util.Optional;
import java.util.regex.Pattern;

/** How far an upload has come. */
public sealed interface UploadStatus {

    /** @return the stable name of the state, as clients read it */
    String state();

    /** It has arrived, and no outcome is known yet. */
    record Waiting() implements UploadStatus {
        @Override
        public String state() {
            return "waiting";
        }
    }

    /**
     * It will never be in the gallery.
     *
     * @param reason stable code of the reason: lower case letters, digits and hyphens
     */
    record Rejected(String reason) implements UploadStatus {

        /** What stands for a code that cannot be one of ours. */
        static final String UNKNOWN = "unknown";

        private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,40}");

        /** Keeps nothing of a text that is no code: whoever may tag objects can write anything. */
        public Rejected {
            reason = CODE.matcher(reason).matches() ? reason : UNKNOWN;
        }

        @Override
        public String state() {
            return "rejected";
        }
    }

    /**
     * Its thumbnail is in the gallery.
     *
     * @param key key of the thumbnail, which is that of the upload
     * @param entry what the thumbnail says of itself; empty if it is not Darkroom that stored it
     */
    record Ready(String key, Optional<IndexEntry> entry) implements UploadStatus {
        @Override
        public String state() {
            return "ready";
        }
    }
}
