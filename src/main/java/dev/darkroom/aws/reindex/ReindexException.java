package dev.darkroom.aws.reindex;

/** The index cannot be built for a reason that a person has to mend; the message says what to do. */
public final class ReindexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do about it */
    public ReindexException(String message) {
        super(message);
    }
}
