package dev.darkroom.gallery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;

/**
 * Answers in JSON, for programs: the shape that all of them have in common. Errors read <code>{"error": code, "message": sentence}</code>. Thread-safe.
 */
public final class JsonHttp implements FaultAnswers {

    /** Nobody keeps an answer that may be another one a second later; and JSON opened as a page loads nothing. */
    static final Answers.Content JSON = content("no-store");

    /** May be kept by the client itself, which asks each time whether it is still the same. */
    private static final Answers.Content REVALIDATED = content("private, no-cache");

    /** For a failure that is over in seconds more often than not, and a caller that asks every second or so anyway. */
    private static final int RETRY_SECONDS = 10;

    /** @return an empty object to be filled and sent */
    ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Answers with 200.
     *
     * @param exchange request and answer
     * @param body the answer
     */
    void ok(Exchange exchange, ObjectNode body) {
        send(exchange, 200, body);
    }

    /**
     * Answers with 200, or with 304 if the client has this very answer already.
     *
     * @param exchange request and answer
     * @param body the answer
     */
    void okRevalidated(Exchange exchange, ObjectNode body) {
        String text = body.toString();
        Answers.sendRevalidated(exchange, EntityTag.of(text), REVALIDATED, () -> text);
    }

    /**
     * Answers that there is no such thing.
     *
     * @param exchange request and answer
     * @param message what is not there, without any part of the request
     */
    void notFound(Exchange exchange, String message) {
        error(exchange, 404, "not-found", message);
    }

    @Override
    public void badRequest(Exchange exchange, InvalidRequestException problem) {
        error(exchange, 400, "bad-request", problem.getMessage());
    }

    @Override
    public void unavailable(Exchange exchange) {
        error(exchange, 503, "unavailable", "The gallery cannot look this up right now. Please try again in a moment.");
        exchange.getMessage().setHeader("Retry-After", RETRY_SECONDS);
    }

    @Override
    public void tooManyRequests(Exchange exchange) {
        error(exchange, 429, "too-many-requests", "Too many requests at once. Please try again in a second.");
        exchange.getMessage().setHeader("Retry-After", 1);
    }

    private void error(Exchange exchange, int status, String code, String message) {
        send(exchange, status, error(code, message));
    }

    /**
     * @param code what went wrong, for programs
     * @param message the same for people
     * @return the body of an answer that says so
     */
    static ObjectNode error(String code, String message) {
        return JsonNodeFactory.instance.objectNode().put("error", code).put("message", message);
    }

    /**
     * @param cacheControl how long JSON may be kept
     * @return what the body of such an answer is
     */
    static Answers.Content content(String cacheControl) {
        return new Answers.Content("application/json", cacheControl, "default-src 'none'; frame-ancestors 'none'");
    }

    private static void send(Exchange exchange, int status, ObjectNode body) {
        Answers.send(exchange, status, JSON, body.toString());
    }
}
