package dev.darkroom.pipeline;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.ExpressionBuilder;
import org.apache.camel.processor.TotalRequestsThrottler;
import org.apache.camel.support.DefaultExchange;

/** How many requests the gallery admits, as long as a test wants it otherwise. */
final class Admission implements AutoCloseable {

    private final CamelContext camel;
    private final TotalRequestsThrottler throttler;
    private final Expression usual;

    private Admission(CamelContext camel, Expression limit) {
        this.camel = camel;
        this.throttler = camel.getProcessor("limit-requests", TotalRequestsThrottler.class);
        this.usual = throttler.getMaximumRequestsExpression();
        throttler.setMaximumRequestsExpression(limit);
    }

    /** From now on, every request is one too many. */
    static Admission refused(CamelContext camel) {
        return new Admission(camel, ExpressionBuilder.constantExpression(0));
    }

    /** From now on, every request fails as it does when something outside of the gallery is broken. */
    static Admission broken(CamelContext camel) {
        return new Admission(camel, new Expression() {
            @Override
            public <T> T evaluate(Exchange exchange, Class<T> type) {
                throw new IllegalStateException("broken by a test");
            }
        });
    }

    /** How many requests a process usually admits in a second. */
    int usualLimit() {
        return usual.evaluate(new DefaultExchange(camel), Integer.class);
    }

    @Override
    public void close() {
        throttler.setMaximumRequestsExpression(usual);
    }
}
