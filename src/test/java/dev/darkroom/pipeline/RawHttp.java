package dev.darkroom.pipeline;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends request lines exactly as they are given, also those that no well-behaved client would send. */
final class RawHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RawHttp() {}

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param headers by lower-case name
     * @param body as text
     */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** Sends a request without a body, over a connection of its own; HTTP/1.0 spares chunks and keep-alive. */
    static Answer send(URI server, String method, String target) throws IOException {
        return send(server, method + " " + target + " HTTP/1.0\r\nHost: " + server.getAuthority() + "\r\n\r\n");
    }

    /** Sends a request as it is given, headers and all. */
    static Answer send(URI server, String request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": ?", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
    }
}
