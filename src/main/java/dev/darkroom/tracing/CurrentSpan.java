package dev.darkroom.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

/**
 * The span that an exchange is in. It goes with the exchange, since steps may hand that to other threads, and to copies of it; only the
 * log looks at the thread.
 */
final class CurrentSpan {

    private static final String PROPERTY = "DarkroomSpan";

    private CurrentSpan() {}

    /** @return the span; none if the exchange has no trace */
    static Optional<Span> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Span.class));
    }

    static void set(Exchange exchange, Span span) {
        exchange.setProperty(PROPERTY, span);
    }

    /** Only the kind of a failure goes into a span: messages may quote keys, and addresses of S3 contain them. */
    static void fail(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", failure.getClass().getName());
    }

    /** Has lines of the log that this thread writes name a span, until it is closed. */
    static final class InLog implements AutoCloseable {

        private static final String TRACE = "traceId";
        private static final String SPAN = "spanId";

        private final Optional<String> trace = Optional.ofNullable(MDC.get(TRACE));
        private final Optional<String> span = Optional.ofNullable(MDC.get(SPAN));

        /** @param named the span */
        InLog(Span named) {
            SpanContext context = named.getSpanContext();
            MDC.put(TRACE, context.getTraceId());
            MDC.put(SPAN, context.getSpanId());
        }

        @Override
        public void close() {
            restore(TRACE, trace);
            restore(SPAN, span);
        }

        private static void restore(String name, Optional<String> before) {
            before.ifPresentOrElse(value -> MDC.put(name, value), () -> MDC.remove(name));
        }
    }
}
