package dev.darkroom.camel;

import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Nothing is left to do: a newer upload of the same key or another worker has taken this one's place, or the message was none that asks
 * for anything.
 */
public final class NothingLeftToDoException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int PRECONDITION_FAILED = 412;

    /** @param message why */
    public NothingLeftToDoException(String message) {
        super(message);
    }

    private NothingLeftToDoException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param failure of a request that was meant for one version of an object only
     * @return what to throw if that version is not the present one any more
     * @throws S3Exception the failure itself otherwise
     */
    static NothingLeftToDoException ifReplaced(S3Exception failure) {
        if (failure instanceof NoSuchKeyException) {
            return new NothingLeftToDoException("The original is gone", failure);
        }
        if (failure.statusCode() == PRECONDITION_FAILED) {
            return new NothingLeftToDoException("A newer original has taken its place", failure);
        }
        throw failure;
    }
}
