package dev.darkroom.camel;

import dev.darkroom.aws.queue.QueueLength;
import dev.darkroom.index.Labels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The policy of a route that consumes from SQS: tells how many messages its queue and the dead-letter queue have, as {@code
 * darkroom.queue.messages}, and how old they get, as {@code darkroom.queue.oldest.age}, in the meter registry that is bound in Camel's
 * registry, if there is one. SQS is asked now and then while the route runs. For one route.
 */
public final class QueueMeters extends RoutePolicySupport {

    private static final double MILLIS = 1000.0;
    private static final Logger LOG = LoggerFactory.getLogger(QueueMeters.class);

    private final QueueLength events;
    private final QueueLength deadLetters;
    private final int seconds;
    private volatile Optional<ScheduledExecutorService> clock = Optional.empty();
    private volatile boolean registered;
    private volatile Duration lastWait = Duration.ZERO;

    /**
     * @param sqs a client that takes names of queues for their URLs
     * @param queue name of the queue of upload events; its dead-letter queue is called {@code <queue>-dlq}
     * @param queueUrl URL of the queue, or its name again
     * @param seconds how often SQS is asked; 0 for never
     */
    public QueueMeters(SqsClient sqs, String queue, String queueUrl, Integer seconds) {
        this.events = new QueueLength(sqs, queueUrl);
        this.deadLetters = new QueueLength(sqs, Labels.deadLetterQueue(queue));
        this.seconds = seconds;
    }

    @Override
    public void onStart(Route route) {
        CamelContext camel = route.getCamelContext();
        if (seconds > 0) {
            ScheduledExecutorService timer =
                    camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "queue-metrics");
            clock = Optional.of(timer);
            timer.scheduleWithFixedDelay(() -> runGuarded(camel), 1, seconds, TimeUnit.SECONDS);
        }
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Receipt.of(exchange).firstWait(Instant.now()).ifPresent(wait -> lastWait = wait);
    }

    @Override
    public void onStop(Route route) {
        clock.ifPresent(route.getCamelContext().getExecutorServiceManager()::shutdownNow);
        clock = Optional.empty();
        events.forget();
        deadLetters.forget();
    }

    /** The boundary of the thread: an answer that makes no sense must not be the last, nor leave what was told before. */
    private void runGuarded(CamelContext camel) {
        try {
            ask(camel);
        } catch (RuntimeException e) {
            events.forget();
            deadLetters.forget();
            LOG.error("The queues cannot be asked how long they are", e);
        }
    }

    /** On a thread of its own from the first time on, so that a start does not wait for it. */
    private void ask(CamelContext camel) {
        if (!registered) {
            Optional.ofNullable(camel.getRegistry().findSingleByType(MeterRegistry.class))
                    .ifPresent(this::register);
        }
        if (registered) {
            events.ask();
            deadLetters.ask();
        }
    }

    private void register(MeterRegistry registry) {
        registered = true;
        register("events", events, registry);
        register("dead-letter", deadLetters, registry);
        Gauge.builder("darkroom.queue.oldest.age", this, QueueMeters::oldest)
                .description(
                        "How long the message waited that was received last for the first time; 0 if the queue is empty")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private static void register(String name, QueueLength length, MeterRegistry registry) {
        register(name, "waiting", length, QueueLength.Messages::waiting, registry);
        register(name, "in-work", length, QueueLength.Messages::inWork, registry);
        register(name, "delayed", length, QueueLength.Messages::delayed, registry);
    }

    private static void register(
            String name,
            String state,
            QueueLength length,
            ToDoubleFunction<QueueLength.Messages> number,
            MeterRegistry registry) {
        Gauge.builder("darkroom.queue.messages", length, known -> number.applyAsDouble(known.now()))
                .description("Messages in SQS, about")
                .tag("queue", name)
                .tag("state", state)
                .strongReference(true)
                .register(registry);
    }

    private double oldest() {
        double all = events.now().all();
        return all == 0 || Double.isNaN(all) ? all : Math.max(lastWait.toMillis(), 0) / MILLIS;
    }
}
