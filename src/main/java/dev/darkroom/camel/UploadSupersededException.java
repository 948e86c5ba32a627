package dev.darkroom.camel;

import software.amazon.awssdk.services.s3.model.S3Exception;

/** Nothing is left to do for this upload: a newer one of the same key, or another worker, has taken its place. */
public final class UploadSupersededException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int PRECONDITION_FAILED = 412;

    /** @param message what took its place */
    public UploadSupersededException(String message) {
        super(message);
    }

    private UploadSupersededException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param failure of a request that was meant for one version of an object only
     * @return what to throw if that version is not the present one any more
     * @throws S3Exception the failure itself otherwise
     */
    static UploadSupersededException ifReplaced(S3Exception failure) {
        if (failure.statusCode() == PRECONDITION_FAILED) {
            return new UploadSupersededException("A newer original has taken its place", failure);
        }
        throw failure;
    }
}
