package dev.darkroom.sandbox.http;

/** An answer other than success, in the terms of AWS: an HTTP status, an error code and a message for people. */
public final class ServiceException extends RuntimeException {
    private final int status;
    private final String code;

    /**
     * Creates an error answer.
     *
     * @param status HTTP status, 300 to 599
     * @param code error code as AWS names it, such as {@code NoSuchKey}
     * @param message what went wrong, for people
     */
    public ServiceException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Says that the sandbox lacks a feature that AWS has: status 501. */
    public static ServiceException notImplemented(String feature) {
        return new ServiceException(501, "NotImplemented", "The sandbox does not implement " + feature + ".");
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** Error code as AWS names it. */
    public String code() {
        return code;
    }
}
