package dev.darkroom.sandbox.http;

/** Hears of every call once it is answered. Implementations are thread-safe. */
@FunctionalInterface
public interface CallListener {

    /**
     * Notes a call.
     *
     * @param operation service and operation, such as {@code s3:PutObject}
     * @param resource bucket or queue, empty for none
     * @param status HTTP status, 0 when the connection ended without an answer
     */
    void called(String operation, String resource, int status);
}
