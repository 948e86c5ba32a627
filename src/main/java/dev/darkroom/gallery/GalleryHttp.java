package dev.darkroom.gallery;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The gallery's pages as HTTP answers: the steps that the routes of pages name. Thread-safe.
 */
public final class GalleryHttp implements FaultAnswers {

    /** Host names and addresses with an optional port; anything else in a Host header is not ours to repeat. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,255}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final GalleryPage page;
    private final Optional<String> url;

    /**
     * @param page the page
     * @param url public address of the gallery; empty to take it from the request
     */
    public GalleryHttp(GalleryPage page, String url) {
        this.page = page;
        this.url = url.isBlank() ? Optional.empty() : Optional.of(url);
    }

    /**
     * Answers {@code GET /}, with {@code after} (a cursor) and, on return from an upload, {@code key} as query parameters.
     *
     * @param exchange request and answer
     * @throws InvalidRequestException if the cursor is not one
     */
    public void page(Exchange exchange) throws InvalidRequestException {
        Message request = exchange.getMessage();
        Visit visit = Visit.of(
                header(request, "after"), header(request, "photo"), header(request, "key"), header(request, "attempt"));
        RenderedPage rendered = page.render(visit, url.orElseGet(() -> address(request)));
        Answers.sendRevalidated(exchange, rendered.tag(), page.content(), rendered.html());
    }

    /**
     * Answers {@code GET /assets/VERSION/NAME}. Files of another version than ours are not to be kept: while a new version of
     * Darkroom is rolled out, the old one is asked for the files of the new one.
     *
     * @param exchange request and answer
     */
    public void asset(Exchange exchange) {
        Optional<Assets.Asset> asset = header(exchange.getMessage(), "name").flatMap(page.assets()::find);
        if (asset.isEmpty()) {
            problem(exchange, 404, "There is no such page.");
            return;
        }
        boolean current = header(exchange.getMessage(), "version")
                .filter(page.assets()::isCurrent)
                .isPresent();
        Answers.Content content =
                new Answers.Content(asset.get().type(), current ? FOR_GOOD : "no-store", page.contentSecurityPolicy());
        Answers.send(exchange, 200, content, asset.get().content());
    }

    @Override
    public void badRequest(Exchange exchange, InvalidRequestException problem) {
        problem(exchange, 400, problem.getMessage());
    }

    @Override
    public void unavailable(Exchange exchange) {
        problem(exchange, 503, "The gallery cannot reach its pictures right now. Please try again in a minute.");
        exchange.getMessage().setHeader("Retry-After", "60");
    }

    @Override
    public void tooManyRequests(Exchange exchange) {
        problem(exchange, 429, "Too many visitors came at once. Please try again in a second.");
        exchange.getMessage().setHeader("Retry-After", "1");
    }

    private void problem(Exchange exchange, int status, String message) {
        Answers.send(exchange, status, page.content(), page.renderProblem(message));
    }

    private static Optional<String> header(Message message, String name) {
        return Optional.ofNullable(message.getHeader(name, String.class)).filter(text -> !text.isEmpty());
    }

    /** The address at which this very visitor sees the gallery, behind a proxy or not. */
    private static String address(Message request) {
        URI asked = URI.create(header(request, Exchange.HTTP_URL).orElse("http://localhost:8080/"));
        String scheme = forwardedScheme(request).filter("https"::equals).orElse(asked.getScheme());
        String host = Optional.ofNullable(asked.getRawAuthority())
                .filter(text -> HOST.matcher(text).matches())
                .orElse("localhost:8080");
        return scheme + "://" + host + "/";
    }

    /** What the outermost of the proxies was asked by. A link cannot say it: Camel has query parameters among the headers. */
    private static Optional<String> forwardedScheme(Message request) {
        String name = "X-Forwarded-Proto";
        return header(request, name)
                .filter(value -> Query.of(request).names().stream().noneMatch(name::equalsIgnoreCase))
                .map(value -> value.split(",", 2)[0].strip());
    }
}
