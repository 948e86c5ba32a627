package dev.darkroom.camel;

import dev.darkroom.aws.queue.WorkerSqsClient;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * The policy of a route that consumes from SQS through a {@link WorkerSqsClient}: tells that client when the work on a message has
 * failed, and hands back what is left when the route stops. For one route.
 */
public final class MessagesInWork extends RoutePolicySupport {

    private final WorkerSqsClient sqs;

    /** @param sqs the client of the route's consumer */
    public MessagesInWork(WorkerSqsClient sqs) {
        this.sqs = sqs;
    }

    @Override
    public void onStart(Route route) {
        sqs.resume();
    }

    /** Routes may take headers away. */
    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Receipt.keep(exchange);
    }

    /** A message that is done is deleted after this, and stays hidden until then. */
    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.isFailed()) {
            Receipt.of(exchange).handle().ifPresent(sqs::letGo);
        }
    }

    @Override
    public void onStop(Route route) {
        sqs.handBack();
    }
}
