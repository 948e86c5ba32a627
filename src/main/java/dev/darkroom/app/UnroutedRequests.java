package dev.darkroom.app;

import dev.darkroom.gallery.StrayRequests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.apache.camel.CamelContext;

/**
 * Has the gallery answer what the HTTP server would answer by itself, without a word: addresses that do not exist, and methods
 * other than those for reading. Camel never sees these requests.
 */
@ApplicationScoped
public class UnroutedRequests {

    private final CamelContext camel;
    private final RoutesInForce routes;

    UnroutedRequests(CamelContext camel, RoutesInForce routes) {
        this.camel = camel;
        this.routes = routes;
    }

    void install(@Observes Router router) {
        router.errorHandler(404, this::notFound);
        router.errorHandler(405, context -> answer(context, 405, StrayRequests::methodNotAllowed));
    }

    /** While routes are being changed, nobody can tell what will be there. */
    private void notFound(RoutingContext context) {
        if (routes.isChanging()) {
            answer(context, 503, StrayRequests::notNow);
        } else {
            answer(context, 404, StrayRequests::notFound);
        }
    }

    private void answer(RoutingContext context, int status, Kind kind) {
        HttpServerResponse response = context.response().setStatusCode(status);
        Optional<StrayRequests> gallery =
                Optional.ofNullable(camel.getRegistry().lookupByNameAndType("strayRequests", StrayRequests.class));
        if (gallery.isPresent()) {
            StrayRequests.Answer answer = kind.answer(gallery.get(), path(context), accept(context));
            answer.headers().forEach(response::putHeader);
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(answer.body().length));
            response.end(Buffer.buffer(answer.body()));
        } else {
            response.end();
        }
    }

    private static String path(RoutingContext context) {
        return Optional.ofNullable(context.request().path()).orElse("");
    }

    private static String accept(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader(HttpHeaders.ACCEPT))
                .orElse("");
    }

    /** What is wrong with a request. */
    private interface Kind {
        StrayRequests.Answer answer(StrayRequests gallery, String path, String accept);
    }
}
