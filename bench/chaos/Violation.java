package dev.darkroom.bench.chaos;

/**
 * A promise that was broken.
 *
 * @param kind which
 * @param key of which upload; empty if of none
 * @param story how it looks
 */
record Violation(Kind kind, String key, String story) {

    /** The promises, by their breaking. */
    enum Kind {
        LOST("Lost"),
        WRONG_PICTURE("Wrong picture"),
        WRONG_REJECTION("Rejected wrongly, or with another code"),
        LEFT("Originals left without a reason"),
        INDEX_MISSING("Index entries missing"),
        INDEX_STALE("Index entries stale"),
        INDEX_DOUBLED("Index entries doubled"),
        INDEX_WRONG("Index entries of another size or time"),
        UNKNOWN("Unknown objects"),
        DEAD("Messages dead after the redrive"),
        BUSY("Messages left in the queue"),
        UPLOADS("Uploads refused or unaccounted for"),
        STOP("Stops that took too long or kept a message");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
