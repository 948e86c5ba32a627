package dev.darkroom.gallery;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Turns a request into its answer, with what every answer of the gallery tells browsers to refrain from. */
final class Answers {

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
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, content.type());
        message.setHeader("Cache-Control", content.cacheControl());
        message.setHeader("Content-Security-Policy", content.securityPolicy());
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("Referrer-Policy", "same-origin");
        message.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        message.setBody(body);
    }

    /**
     * What a body is.
     *
     * @param type content type
     * @param cacheControl how long it may be kept
     * @param securityPolicy what it may load, as Content-Security-Policy says it
     */
    record Content(String type, String cacheControl, String securityPolicy) {}
}
