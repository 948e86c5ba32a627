package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageException;
import dev.darkroom.image.ImageFault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadCountsTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                onException(ImageException.class, UploadRejectedException.class, NothingLeftToDoException.class)
                        .handled(true);
                from("direct:uploads").routePolicy(new UploadCounts()).process(exchange -> {
                    Exception failure = exchange.getMessage().getBody(Exception.class);
                    if (failure != null) {
                        throw failure;
                    }
                });
                from("direct:caught")
                        .routePolicy(new UploadCounts())
                        .doTry()
                        .throwException(new ImageException(ImageFault.CORRUPT, "of another picture"))
                        .doCatch(ImageException.class)
                        .end();
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
    }

    @Test
    void shouldTellOutcomesApart() {
        camel.getRegistry().bind("meters", meters);

        send(null);
        send(new ImageException(ImageFault.CORRUPT, "damaged"));
        send(new UploadRejectedException("too-large", "too large"));
        send(new NothingLeftToDoException("done by another"));
        send(new UnknownMessageException("no event"));
        send(new IOException("S3 is away"));

        assertThat(counted())
                .containsExactlyInAnyOrder(
                        "ready none",
                        "rejected corrupt",
                        "rejected too-large",
                        "put-aside unknown-message",
                        "failed-attempt none");
    }

    @Test
    void shouldCountAsReadyWhatARouteHasCaughtItself() {
        camel.getRegistry().bind("meters", meters);

        camel.createProducerTemplate().send("direct:caught", exchange -> {});

        assertThat(counted()).containsExactly("ready none");
    }

    /** As under the Camel CLI. */
    @Test
    void shouldDoWithoutAMeterRegistry() {
        send(null);

        assertThat(counted()).isEmpty();
    }

    private void send(Exception failure) {
        camel.createProducerTemplate()
                .send("direct:uploads", exchange -> exchange.getMessage().setBody(failure));
    }

    private List<String> counted() {
        return meters.find("darkroom.uploads").counters().stream()
                .map(counter -> counter.getId().getTag("outcome") + " "
                        + counter.getId().getTag("reason"))
                .toList();
    }
}
