package dev.darkroom.sandbox.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer under construction: status, headers and a body of known length. Not thread-safe. */
public final class Response {
    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final InputStream body;
    private final long length;

    private Response(int status, InputStream body, long length) {
        this.status = status;
        this.body = body;
        this.length = length;
    }

    /** An answer without a body. */
    public static Response of(int status) {
        return new Response(status, InputStream.nullInputStream(), 0);
    }

    /** An answer with a text body in UTF-8. */
    public static Response of(int status, String contentType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(status, new ByteArrayInputStream(bytes), bytes.length).with("Content-Type", contentType);
    }

    /** An answer that streams {@code length} bytes; the stream is closed once they are sent. */
    public static Response of(int status, InputStream body, long length) {
        return new Response(status, body, length);
    }

    /** Sets a header and returns this answer. */
    public Response with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Sets headers and returns this answer. */
    public Response with(Map<String, String> more) {
        headers.putAll(more);
        return this;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Headers set so far. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body, to be read and closed once. */
    public InputStream body() {
        return body;
    }

    /** Length of the body in bytes. */
    public long length() {
        return length;
    }
}
