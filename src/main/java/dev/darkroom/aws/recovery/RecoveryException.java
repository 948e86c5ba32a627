package dev.darkroom.aws.recovery;

/** Failures could not be listed or brought back for a reason that a person has to mend; the message says what to do. */
public final class RecoveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do about it */
    public RecoveryException(String message) {
        super(message);
    }
}
