package dev.darkroom.sandbox.http;

import java.io.IOException;

/** Stands around every call and may disturb it. Implementations are thread-safe. */
public interface Interceptor {

    /** Thrown to close the connection without an answer. */
    final class ConnectionDropped extends IOException {
        /** Creates the signal. */
        public ConnectionDropped() {
            super("connection dropped on purpose");
        }
    }

    /**
     * Carries out the call, or not.
     *
     * @throws ConnectionDropped to close the connection without an answer
     * @throws ServiceException to answer with an error instead
     */
    Response around(HttpService.Call call) throws IOException;
}
