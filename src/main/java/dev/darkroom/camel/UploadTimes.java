package dev.darkroom.camel;

import dev.darkroom.camel.component.ImageProperties;
import dev.darkroom.image.Timings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * The policy of a route for uploads: measures how long they take, from their event to the thumbnail and phase by phase, and how much there
 * is to do. The steps leave what they know with the exchange, so that the route has no nodes for this; it is recorded when the exchange is
 * done, in the meter registry that is bound in Camel's registry, if there is one.
 */
public final class UploadTimes extends RoutePolicySupport {

    private static final int SOON = 3;

    /** SQS keeps no message longer, so an event that is older lies. */
    private static final Duration LONGEST = Duration.ofDays(15);

    private final MemoryBudget memory;
    private final AtomicInteger inWork = new AtomicInteger();
    private volatile Optional<UploadMeters> meters = Optional.empty();

    /** @param memory what all pictures in work may take together */
    public UploadTimes(MemoryBudget memory) {
        this.memory = memory;
    }

    /** So that there is something to see before the first upload. Making the meters takes time that a start has not. */
    @Override
    public void onStart(Route route) {
        CamelContext camel = route.getCamelContext();
        CompletableFuture.delayedExecutor(SOON, TimeUnit.SECONDS).execute(() -> meters(camel));
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        inWork.incrementAndGet();
        UploadWork work = UploadWork.begin(exchange);
        Receipt.of(exchange).firstWait(Instant.now()).ifPresent(wait -> work.add(Phase.QUEUED, wait.toNanos()));
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        inWork.decrementAndGet();
        meters(exchange.getContext()).ifPresent(known -> record(exchange, known));
    }

    private void record(Exchange exchange, UploadMeters known) {
        UploadWork work = UploadWork.of(exchange);
        work.add(Phase.MEMORY, memory.waited(exchange).toNanos());
        Optional.ofNullable(exchange.getProperty(ImageProperties.TIMINGS, Timings.class))
                .ifPresent(timings -> add(timings, work));
        known.record(work, exchange.getProperty(ImageProperties.PIXELS, 0L, Long.class));
        UploadOutcome outcome = UploadOutcome.of(exchange);
        latency(outcome, work, exchange).ifPresent(latency -> known.record(outcome.name(), latency));
    }

    private static void add(Timings timings, UploadWork work) {
        work.add(Phase.DECODE, timings.decode());
        work.add(Phase.RESAMPLE, timings.resample());
        work.add(Phase.ENCODE, timings.encode());
    }

    /** What failed has no end yet. */
    private static Optional<Duration> latency(UploadOutcome outcome, UploadWork work, Exchange exchange) {
        Optional<Instant> end =
                switch (outcome.name()) {
                    case UploadOutcome.READY -> work.storedAt();
                    case UploadOutcome.REJECTED -> Optional.of(Instant.now());
                    default -> Optional.empty();
                };
        Optional<Instant> event = Optional.ofNullable(exchange.getVariable("upload", Upload.class))
                .flatMap(Upload::eventTime);
        return end.flatMap(then -> event.map(time -> Duration.between(time, then)))
                .filter(latency -> latency.compareTo(LONGEST) < 0);
    }

    private Optional<UploadMeters> meters(CamelContext camel) {
        if (meters.isEmpty() && !camel.isStopping() && !camel.isStopped()) {
            meters = Optional.ofNullable(camel.getRegistry().findSingleByType(MeterRegistry.class))
                    .map(registry -> new UploadMeters(registry, inWork, memory));
        }
        return meters;
    }
}
