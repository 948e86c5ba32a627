package dev.darkroom.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request as it came over the wire; neither path nor headers are normalised, because signatures cover them.
 *
 * @param id identifies the request in answers and events
 * @param method HTTP method in capitals
 * @param rawPath path as sent, still percent-encoded
 * @param parameters query parameters in their order, percent-decoded
 * @param headers headers by lower-case name; repeated ones are joined by a comma
 * @param body the body, to be read once
 * @param client address of the caller
 */
public record Request(
        String id,
        String method,
        String rawPath,
        List<Parameter> parameters,
        Map<String, String> headers,
        InputStream body,
        String client) {

    /** A query parameter, decoded. */
    public record Parameter(String name, String value) {}

    /**
     * Reads all but the body.
     *
     * @throws ServiceException when path or query are not properly percent-encoded, so that nobody else need check
     */
    static Request of(HttpExchange exchange, String id) {
        String target = exchange.getRequestURI().toString();
        if (!target.startsWith("/")) {
            target = target.replaceFirst("^[a-zA-Z]+://[^/]*", "");
        }
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        PercentEncoding.decode(path);
        return new Request(
                id,
                exchange.getRequestMethod(),
                path,
                question < 0 ? List.of() : parseQuery(target.substring(question + 1)),
                headersOf(exchange),
                exchange.getRequestBody(),
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    /** First header of that name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** First value of a query parameter, empty text when it has none. */
    public Optional<String> parameter(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** Whether the query names this parameter. */
    public boolean has(String parameter) {
        return parameter(parameter).isPresent();
    }

    private static List<Parameter> parseQuery(String query) {
        List<Parameter> parsed = new ArrayList<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                parsed.add(new Parameter(
                        PercentEncoding.decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : PercentEncoding.decode(pair.substring(equals + 1))));
            }
        }
        return List.copyOf(parsed);
    }

    private static Map<String, String> headersOf(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            // The server hands out one char per byte; clients send and sign UTF-8.
            byte[] bytes = String.join(",", values).getBytes(StandardCharsets.ISO_8859_1);
            headers.put(name.toLowerCase(Locale.ROOT), new String(bytes, StandardCharsets.UTF_8));
        });
        return headers;
    }
}
