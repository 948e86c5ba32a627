package dev.darkroom.gallery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The pictures of the gallery as an HTTP answer: the step that the route of {@code /images} names. Thread-safe. */
public final class ImagesHttp {

    /** As many as one LIST can tell. */
    private static final int MOST = 1000;

    /** Digits of a number that is certainly an int. */
    private static final int SAFE_DIGITS = 9;

    private final PhotoIndex index;
    private final ImageJson images;
    private final int pageSize;
    private final JsonHttp json;

    /**
     * @param index what is in the gallery
     * @param thumbnails where the pictures are
     * @param pageSize pictures in an answer if the request does not say how many
     * @param json how answers are sent
     */
    public ImagesHttp(PhotoIndex index, ThumbnailUrls thumbnails, int pageSize, JsonHttp json) {
        this.index = index;
        this.images = new ImageJson(thumbnails);
        this.pageSize = pageSize;
        this.json = json;
    }

    /**
     * Answers {@code GET /images}, with {@code after} (a cursor) and {@code limit} as query parameters.
     *
     * @param exchange request and answer
     * @throws InvalidRequestException if one of them is none
     */
    public void list(Exchange exchange) throws InvalidRequestException {
        Query query = Query.of(exchange.getMessage());
        Optional<String> after = query.value("after");
        Optional<Cursor> start = after.isPresent() ? Optional.of(Cursor.decode(after.get())) : Optional.empty();
        Optional<String> limit = query.value("limit");
        json.okRevalidated(exchange, describe(index.page(start, limit.isPresent() ? limit(limit.get()) : pageSize)));
    }

    private ObjectNode describe(PhotoPage page) {
        ObjectNode body = json.object();
        ArrayNode list = body.putArray("images");
        page.photos().forEach(entry -> list.add(images.of(entry)));
        return body.put("next", page.next().map(Cursor::encode).orElse(null));
    }

    private static int limit(String text) throws InvalidRequestException {
        String digits = text.replaceFirst("^0+", "");
        if (!text.matches("[0-9]+") || digits.isEmpty()) {
            throw new InvalidRequestException("'limit' is no number of pictures: use 1 to " + MOST + ".");
        }
        return digits.length() > SAFE_DIGITS ? MOST : Math.min(MOST, Integer.parseInt(digits));
    }
}
