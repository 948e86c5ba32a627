package dev.darkroom.aws.provision;

/**
 * One thing that provisioning did, or in a dry run would do.
 *
 * @param kind whether it belongs to something new or mends something that was there
 * @param resource what it concerns, such as {@code bucket photos-in}
 * @param description what changes, as one line for a person, such as {@code create bucket photos-in}
 */
public record Change(Kind kind, String resource, String description) {

    /** What a change is for. */
    public enum Kind {
        /** Makes a bucket or a queue, or sets up one that this very run made. */
        CREATE,
        /** Sets up or puts right a bucket or a queue that was there before. */
        REPAIR
    }
}
