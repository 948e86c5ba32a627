package dev.darkroom.sandbox.http;

/** Hears of every call once it is answered. Implementations are thread-safe. */
@FunctionalInterface
public interface CallListener {

    /**
     * Notes a call.
     *
     * @param request how it was asked for
     * @param call what was asked for
     * @param status HTTP status, 0 when the connection ended without an answer
     */
    void called(Request request, HttpService.Call call, int status);
}
