package dev.darkroom.gallery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Turns a request into its answer, with what every answer of the gallery tells browsers to refrain from. */
final class Answers {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final String IF_NONE_MATCH = "If-None-Match";

    private Answers() {}

    /**
     * Replaces the whole message, so that nothing of the request comes back in the answer.
     *
     * @param exchange request and answer
     * @param status HTTP status
     * @param content what the body is
     * @param body text or bytes
     */
    static void send(Exchange exchange, int status, Content content, Object body) {
        begin(exchange, status, content);
        Message message = exchange.getMessage();
        message.setHeader(Exchange.CONTENT_TYPE, content.type());
        // of bytes, unlike text, Camel tells the length, also in answer to HEAD
        message.setBody(body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : body);
    }

    /**
     * Answers with 200, or, if the client says that it has this very answer already ({@code If-None-Match}), with 304 and no body.
     *
     * @param exchange request and answer
     * @param tag changes whenever the body does
     * @param content what the body is; its {@code cacheControl} has to make clients ask
     * @param body makes the body, if it is needed
     */
    static void sendRevalidated(Exchange exchange, EntityTag tag, Content content, Supplier<String> body) {
        if (ifNoneMatch(exchange.getMessage()).filter(tag::isAmong).isPresent()) {
            begin(exchange, NOT_MODIFIED, content);
            exchange.getMessage().setBody(null);
        } else {
            send(exchange, OK, content, body.get());
        }
        exchange.getMessage().setHeader("ETag", tag.value());
    }

    private static void begin(Exchange exchange, int status, Content content) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        content.headers().forEach(message::setHeader);
    }

    /** Several headers count as one. Camel has query parameters among the headers; nobody is shown an empty page by a link. */
    private static Optional<String> ifNoneMatch(Message request) {
        if (Query.of(request).names().stream().anyMatch(IF_NONE_MATCH::equalsIgnoreCase)) {
            return Optional.empty();
        }
        Object header = request.getHeader(IF_NONE_MATCH);
        return Optional.ofNullable(header)
                .map(value -> value instanceof List<?> values
                        ? values.stream().map(String::valueOf).collect(Collectors.joining(","))
                        : value.toString());
    }

    /**
     * What a body is.
     *
     * @param type content type
     * @param cacheControl how long it may be kept
     * @param securityPolicy what it may load, as Content-Security-Policy says it
     */
    record Content(String type, String cacheControl, String securityPolicy) {

        /** @return what every answer says of itself, whatever its status and with or without a body */
        Map<String, String> headers() {
            return Map.of(
                    "Cache-Control",
                    cacheControl,
                    "Content-Security-Policy",
                    securityPolicy,
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "same-origin",
                    "Permissions-Policy",
                    "camera=(), geolocation=(), microphone=()");
        }
    }
}
