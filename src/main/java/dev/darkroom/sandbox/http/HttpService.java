package dev.darkroom.sandbox.http;

import java.io.IOException;

/** One of the services that share the port. Implementations are thread-safe. */
public interface HttpService {

    /** A request whose operation is known and that waits to be carried out. */
    interface Call {
        /** Service and operation, such as {@code s3:PutObject}. */
        String operation();

        /** Bucket or queue concerned; empty for none. */
        String resource();

        /** Key of the object concerned; empty for none. */
        default String key() {
            return "";
        }

        /**
         * Does the work.
         *
         * @throws ServiceException for every answer that is an error
         * @throws IOException when the connection or the storage fails
         */
        Response run() throws IOException;
    }

    /** Whether this service should answer the request. */
    boolean accepts(Request request);

    /** Finds the operation without reading the body; never fails: unknown operations fail when run. */
    Call identify(Request request);

    /** Renders an error the way this service's clients expect it. */
    Response refuse(Request request, ServiceException error);

    /** Adds what belongs on every answer of this service, errors included. */
    Response complete(Request request, Response response);
}
