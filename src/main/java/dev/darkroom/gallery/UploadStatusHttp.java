package dev.darkroom.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.index.RejectionReason;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The status of an upload as an HTTP answer: the step that the route of {@code /uploads/KEY} names. Thread-safe. */
public final class UploadStatusHttp {

    private final UploadStatuses statuses;
    private final ImageJson images;
    private final JsonHttp json;

    /**
     * @param statuses how far uploads have come
     * @param thumbnails where the pictures are
     * @param json how answers are sent
     */
    public UploadStatusHttp(UploadStatuses statuses, ThumbnailUrls thumbnails, JsonHttp json) {
        this.statuses = statuses;
        this.images = new ImageJson(thumbnails);
        this.json = json;
    }

    /**
     * Answers {@code GET /uploads/KEY}.
     *
     * @param exchange request and answer
     * @throws InvalidRequestException if the address names no key
     */
    public void status(Exchange exchange) throws InvalidRequestException {
        String target = exchange.getMessage().getHeader(Exchange.HTTP_URI, "", String.class);
        Optional<UploadStatus> status = statuses.find(UploadKey.ofTarget(target));
        if (status.isPresent()) {
            json.ok(exchange, describe(status.get()));
        } else {
            json.notFound(exchange, "Nothing of this key is known: it was never uploaded, or has been deleted since.");
        }
    }

    private ObjectNode describe(UploadStatus status) {
        ObjectNode body = json.object().put("state", status.state());
        if (status instanceof UploadStatus.Rejected rejected) {
            body.put("reason", rejected.reason()).put("message", RejectionReason.sentence(rejected.reason()));
        } else if (status instanceof UploadStatus.Ready ready) {
            body.set("image", ready.entry().map(images::of).orElseGet(() -> images.of(ready.key())));
        }
        return body;
    }
}
