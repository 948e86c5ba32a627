package dev.darkroom.gallery;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The query parameters of a request. Camel has them among the headers, where nobody can tell a parameter from a header that the
 * client sent.
 */
final class Query {

    /** As they were sent, by decoded name. */
    private final Map<String, List<String>> parameters;

    private Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * @param request a request
     * @return its parameters
     */
    static Query of(Message request) {
        return parse(Optional.ofNullable(request.getHeader(Exchange.HTTP_RAW_QUERY, String.class))
                .orElse(""));
    }

    /**
     * @param text a query without its question mark
     * @return its parameters
     */
    static Query parse(String text) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters
                    .computeIfAbsent(decoded(name).orElse(name), key -> new ArrayList<>())
                    .add(value);
        }
        return new Query(parameters);
    }

    /** @return the names of all parameters */
    Set<String> names() {
        return parameters.keySet();
    }

    /**
     * @param name name of a parameter, which an error repeats
     * @return its value, decoded as HTML forms are; empty if there is none
     * @throws InvalidRequestException if there is more than one, or one that cannot be decoded
     */
    Optional<String> value(String name) throws InvalidRequestException {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidRequestException("'" + name + "' is given more than once.");
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(decoded(values.get(0))
                .orElseThrow(() -> new InvalidRequestException(
                        "'" + name + "' cannot be read: percent signs need two hexadecimal digits after them.")));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
