package dev.darkroom.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Gives each step of a route that does something outside of its exchange a span, if the exchange has a trace. */
final class StepSpans implements InterceptStrategy {

    /** Others only move values about, write to the log, or say where to go on. */
    private static final Set<String> STEPS = Set.of(
            "to",
            "toD",
            "bean",
            "process",
            "script",
            "enrich",
            "pollEnrich",
            "wireTap",
            "recipientList",
            "routingSlip",
            "dynamicRouter",
            "kamelet",
            "split",
            "multicast",
            "delay",
            "throttle");

    /** Has no span, but writes to the log in the name of the one that it is in. */
    private static final String LOG = "log";

    private final Tracer tracer;

    /** @param tracer makes the spans */
    StepSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor nextTarget) {
        if (STEPS.contains(node.getShortName())) {
            return new Step(node, target);
        }
        return node.getShortName().equals(LOG) ? new LogStep(target) : target;
    }

    private static final class LogStep extends DelegateAsyncProcessor {

        LogStep(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Optional<Span> span = CurrentSpan.of(exchange);
            if (span.isEmpty()) {
                return super.process(exchange, callback);
            }
            try (CurrentSpan.InLog named = new CurrentSpan.InLog(span.orElseThrow())) {
                return super.process(exchange, callback);
            }
        }
    }

    private final class Step extends DelegateAsyncProcessor {

        private final NamedNode node;

        Step(NamedNode node, Processor target) {
            super(target);
            this.node = node;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Optional<Span> parent = CurrentSpan.of(exchange);
            return parent.isEmpty()
                    ? super.process(exchange, callback)
                    : process(exchange, callback, parent.orElseThrow());
        }

        private boolean process(Exchange exchange, AsyncCallback callback, Span parent) {
            Span span = tracer.spanBuilder(Optional.ofNullable(node.getId()).orElseGet(node::getShortName))
                    .setParent(Context.root().with(parent))
                    .startSpan();
            CurrentSpan.set(exchange, span);
            try (CurrentSpan.InLog named = new CurrentSpan.InLog(span)) {
                return super.process(exchange, sync -> {
                    Optional.ofNullable(exchange.getException()).ifPresent(failure -> CurrentSpan.fail(span, failure));
                    span.end();
                    CurrentSpan.set(exchange, parent);
                    callback.done(sync);
                });
            }
        }
    }
}
