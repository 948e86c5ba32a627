package dev.darkroom.gallery;

import dev.darkroom.index.LogAllowance;
import dev.darkroom.index.PrintableText;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that failed: with a page or in JSON, as the address of the route asks for. What was turned away is counted, as {@code
 * darkroom.requests.refused} with the tag {@code route}, and not logged one by one. Thread-safe.
 */
public final class GalleryFaults {

    private static final Logger LOG = LoggerFactory.getLogger("darkroom.gallery");

    private final FaultAnswers pages;
    private final FaultAnswers json;
    private final LogAllowance allowance = new LogAllowance();

    /**
     * @param pages answers people
     * @param json answers programs
     */
    public GalleryFaults(GalleryHttp pages, JsonHttp json) {
        this((FaultAnswers) pages, json);
    }

    GalleryFaults(FaultAnswers pages, FaultAnswers json) {
        this.pages = pages;
        this.json = json;
    }

    /**
     * Answers 400 to what makes no sense, 429 to what came after too many others, and 503 to what failed through no fault of the
     * visitor. The cause of the last is for the log alone.
     *
     * @param exchange request and answer, with the caught exception
     */
    public void answer(Exchange exchange) {
        Exception caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
        boolean forPrograms = isForPrograms(exchange);
        FaultAnswers answers = forPrograms ? json : pages;
        if (caught instanceof InvalidRequestException problem) {
            answers.badRequest(exchange, problem);
        } else if (caught instanceof ThrottlerRejectedExecutionException) {
            count(exchange);
            answers.tooManyRequests(exchange);
        } else {
            tell(forPrograms ? "A request to " + exchange.getFromRouteId() : "The gallery page", caught);
            answers.unavailable(exchange);
        }
    }

    /** When S3 is away, each request fails; a few of them tell it. */
    private void tell(String what, Exception caught) {
        OptionalLong untold = allowance.next();
        if (untold.isPresent()) {
            LOG.error("{} failed: {}", what, PrintableText.of(caught));
        }
        untold.stream().filter(count -> count > 0).forEach(count -> LOG.error("So did {} requests before it", count));
    }

    private static boolean isForPrograms(Exchange exchange) {
        return exchange.getFromEndpoint() instanceof PlatformHttpEndpoint http
                && StrayRequests.isForPrograms(http.getPath());
    }

    private static void count(Exchange exchange) {
        Optional.ofNullable(exchange.getContext().getRegistry().findSingleByType(MeterRegistry.class))
                .ifPresent(meters -> meters.counter("darkroom.requests.refused", "route", exchange.getFromRouteId())
                        .increment());
    }
}
