package dev.darkroom.tracing;

import dev.darkroom.camel.Upload;
import dev.darkroom.camel.UploadOutcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The policy of a route that consumes messages about uploads: each has a trace, from when it is received until it is deleted, or handed
 * back if the attempt has failed.
 */
final class UploadTrace extends RoutePolicySupport {

    private final Tracer tracer;

    /** @param tracer makes the spans */
    UploadTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Span span = tracer.spanBuilder(route.getRouteId())
                .setParent(Context.root())
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
        span.setAttribute(
                "darkroom.attempt", exchange.getMessage().getHeader("ApproximateReceiveCount", 1L, Long.class));
        CurrentSpan.set(exchange, span);
        exchange.getExchangeExtension().addOnCompletion(new End(span));
    }

    /** Comes after everything else that is to be done with a message, so that this is in the trace as well. */
    private static final class End extends SynchronizationAdapter {

        private final Span span;

        End(Span span) {
            this.span = span;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST;
        }

        @Override
        public void onDone(Exchange exchange) {
            Optional.ofNullable(exchange.getVariable("upload", Upload.class))
                    .ifPresent(upload -> span.setAttribute("darkroom.key_sha256", KeyHash.of(upload.key())));
            UploadOutcome outcome = UploadOutcome.of(exchange);
            span.setAttribute("darkroom.outcome", outcome.name());
            outcome.rejection().ifPresent(code -> span.setAttribute("darkroom.rejection", code));
            Optional.ofNullable(exchange.getException()).ifPresent(failure -> CurrentSpan.fail(span, failure));
            span.end();
        }
    }
}
