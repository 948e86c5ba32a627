package dev.darkroom.app;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * Has text compressed on its way to browsers. Quarkus marks every answer as not to be compressed but those of its own REST layer,
 * and Camel's are none of these; here the mark is taken off again.
 */
@ApplicationScoped
class Compression {

    private static final int EARLY = 1000;
    private static final int NOT_MODIFIED = 304;

    /** What gets smaller; pictures and fonts are compressed already. */
    private static final List<String> TEXTS =
            List.of("text/", "application/json", "application/javascript", "image/svg+xml");

    void register(@Observes Filters filters) {
        filters.register(Compression::compressText, EARLY);
    }

    private static void compressText(RoutingContext context) {
        context.addHeadersEndHandler(ready -> allowCompression(context.response()));
        context.next();
    }

    private static void allowCompression(HttpServerResponse response) {
        boolean unchanged = response.getStatusCode() == NOT_MODIFIED;
        boolean text = Optional.ofNullable(response.headers().get(HttpHeaders.CONTENT_TYPE))
                .filter(type -> TEXTS.stream().anyMatch(type::startsWith))
                .isPresent();
        if (text || unchanged) {
            response.headers().remove(HttpHeaders.CONTENT_ENCODING);
            response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
    }
}
