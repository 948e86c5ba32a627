package dev.darkroom.gallery;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;

/** The description of the JSON API as an HTTP answer: the step that the route of {@code /openapi.json} names. Thread-safe. */
public final class ApiDescription {

    private static final Answers.Content CONTENT = JsonHttp.content("no-cache");

    private final String text;
    private final EntityTag tag;

    /** Reads the description from the class path. */
    public ApiDescription() {
        text = new String(GalleryResource.read("openapi.json"), StandardCharsets.UTF_8);
        tag = EntityTag.of(text);
    }

    /**
     * Answers {@code GET /openapi.json}.
     *
     * @param exchange request and answer
     */
    public void send(Exchange exchange) {
        Answers.sendRevalidated(exchange, tag, CONTENT, () -> text);
    }
}
