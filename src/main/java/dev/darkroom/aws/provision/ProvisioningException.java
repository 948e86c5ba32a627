package dev.darkroom.aws.provision;

/**
 * AWS could not be made what was wanted; the message says what is wrong and what to do about it. Whatever S3, SQS and their
 * SDK may throw comes out of this package as this.
 */
public final class ProvisioningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    /**
     * @param reason what kind of failure it is
     * @param message what is wrong and what to do about it
     */
    public ProvisioningException(FailureReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * @param reason what kind of failure it is
     * @param message what is wrong and what to do about it
     * @param cause what the SDK said
     */
    public ProvisioningException(FailureReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** @return what kind of failure it is */
    public FailureReason reason() {
        return reason;
    }
}
