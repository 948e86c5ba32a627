package dev.darkroom.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.camel.NothingLeftToDoException;
import dev.darkroom.camel.Upload;
import dev.darkroom.camel.UploadRejectedException;
import dev.darkroom.support.CategoryLog;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TracesTest {

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("darkroom.outcome");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final FinishedSpans spans = new FinishedSpans();
    private final List<String> logged = new ArrayList<>();
    private Processor fit = exchange -> {};

    @BeforeEach
    void start() throws Exception {
        Traces.install(
                camel,
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build()
                        .get("test"),
                "direct:events");
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                onException(UploadRejectedException.class, NothingLeftToDoException.class)
                        .handled(true)
                        .process(exchange -> {})
                        .id("mark-rejected");
                onCompletion().onFailureOnly().process(exchange -> {}).id("hand-back");
                from("direct:events")
                        .routeId("resize")
                        .setVariable("upload", body())
                        .id("which-upload")
                        .process(exchange -> {
                            logged.add(MDC.get("traceId") + " " + MDC.get("spanId"));
                            fit.process(exchange);
                        })
                        .id("fit")
                        .to("direct:store")
                        .id("store")
                        .log(LoggingLevel.INFO, "resize", "done")
                        .id("log-ready");
                from("direct:store").routeId("storing").process(exchange -> {}).id("put");
                from("direct:visits").routeId("gallery").process(exchange -> {}).id("page");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
    }

    @Test
    void shouldMakeOneTraceOfTheStepsOfAnUpload() {
        send("a.jpg", Map.of());

        assertThat(spans.names()).containsExactly("fit", "put", "store", "resize");
        SpanData root = spans.named("resize");
        assertThat(root.getParentSpanContext().isValid()).isFalse();
        assertThat(root.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(spans.all()).allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(root.getTraceId()));
        assertThat(spans.named("fit").getParentSpanId()).isEqualTo(root.getSpanId());
        assertThat(spans.named("store").getParentSpanId()).isEqualTo(root.getSpanId());
        assertThat(spans.named("put").getParentSpanId())
                .isEqualTo(spans.named("store").getSpanId());
    }

    @Test
    void shouldSayWhatBecameOfAnUploadAndNameItByAHashOfItsKey() {
        send("a.jpg", Map.of("ApproximateReceiveCount", "3"));

        assertThat(attributes("resize"))
                .isEqualTo(Map.of(
                        "darkroom.attempt", 3L,
                        "darkroom.outcome", "ready",
                        // printf %s a.jpg | sha256sum | cut -c1-16
                        "darkroom.key_sha256", "509b0d4641a7c3ba"));
        assertThat(spans.named("resize").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void shouldTellARejectionByItsCodeAndNotAsAFailure() {
        fit = exchange -> {
            throw new UploadRejectedException("too-large", "It is too large");
        };

        send("a.jpg", Map.of());

        assertThat(spans.names()).containsExactly("fit", "mark-rejected", "resize");
        assertThat(attributes("resize"))
                .containsEntry("darkroom.outcome", "rejected")
                .containsEntry("darkroom.rejection", "too-large")
                .doesNotContainKey("error.type");
        assertThat(spans.named("resize").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(spans.named("fit").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans.named("fit").getAttributes().get(ERROR)).isEqualTo(UploadRejectedException.class.getName());
    }

    @Test
    void shouldTellThatNothingWasLeftToDo() {
        fit = exchange -> {
            throw new NothingLeftToDoException("Another worker was faster");
        };

        send("a.jpg", Map.of());

        assertThat(spans.named("resize").getAttributes().get(OUTCOME)).isEqualTo("nothing-left");
    }

    /** Up to where the message is handed back, which comes when the route has ended. */
    @Test
    void shouldMakeATraceOfEachAttemptWithWhatFollowsFromItsFailure() {
        fit = exchange -> {
            throw new IOException("S3 is away");
        };

        send("a.jpg", Map.of("ApproximateReceiveCount", "1"));
        send("a.jpg", Map.of("ApproximateReceiveCount", "2"));

        assertThat(spans.names()).containsExactly("fit", "hand-back", "resize", "fit", "hand-back", "resize");
        List<SpanData> attempts = spans.all().stream()
                .filter(span -> span.getName().equals("resize"))
                .toList();
        assertThat(attempts).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
        assertThat(attempts)
                .extracting(span -> span.getAttributes().get(AttributeKey.longKey("darkroom.attempt")))
                .containsExactly(1L, 2L);
        assertThat(attempts).allSatisfy(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().get(OUTCOME)).isEqualTo("failed-attempt");
            assertThat(span.getAttributes().get(ERROR)).isEqualTo("java.io.IOException");
        });
    }

    /** What libraries throw may quote the key, and so may their causes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "family/anna.jpg",
                "x\n{\"traceId\":1}.jpg",
                "${sys.user.home}.jpg",
                "%2e%2e/%00.jpg",
                "\ud800.jpg"
            })
    void shouldNeverLetAKeyIntoASpan(String key) {
        fit = exchange -> {
            exchange.getMessage().setHeader("CamelAwsS3Key", key);
            throw new IOException(key, new IllegalStateException("GET https://photos.example.com/" + key));
        };

        send(key, Map.of("CamelAwsS3Key", key));

        assertThat(spans.all()).hasSize(3).allSatisfy(span -> {
            assertThat(span.toString()).doesNotContain(key);
            assertThat(span.getEvents()).isEmpty();
            assertThat(span.getStatus().getDescription()).isEmpty();
        });
    }

    @Test
    void shouldHaveTheLogNameTheSpanOfTheStepThatWrites() {
        send("a.jpg", Map.of());

        SpanData span = spans.named("fit");
        assertThat(logged).containsExactly(span.getTraceId() + " " + span.getSpanId());
        assertThat(MDC.get("traceId")).isNull();
        assertThat(MDC.get("spanId")).isNull();
    }

    /** The lines that say what became of an upload named no trace. */
    @Test
    void shouldHaveTheLogOfARouteNameItsTrace() {
        List<String> traces = new ArrayList<>();
        CategoryLog log = CategoryLog.of("resize", entry -> traces.add(entry.getMdc("traceId")));
        try (log) {
            send("a.jpg", Map.of());
        }

        assertThat(traces).containsExactly(spans.named("resize").getTraceId());
    }

    @Test
    void shouldNotTraceVisitsOfTheGallery() {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.send("direct:visits", exchange -> {});
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        assertThat(spans.all()).isEmpty();
    }

    @Test
    void shouldTraceRoutesThatAreAddedLater() throws Exception {
        camel.getRouteController().stopRoute("resize");
        camel.removeRoute("resize");
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:events").routeId("resize").process(e -> {}).id("another-step");
            }
        });

        send("a.jpg", Map.of());

        assertThat(spans.names()).containsExactly("another-step", "resize");
    }

    private Exchange send(String key, Map<String, Object> headers) {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            return template.send("direct:events", exchange -> {
                exchange.getMessage().setBody(new Upload("photos", key, Optional.empty(), Optional.empty()));
                exchange.getMessage().setHeaders(new HashMap<>(headers));
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> attributes(String span) {
        Map<String, Object> attributes = new HashMap<>();
        spans.named(span).getAttributes().forEach((name, value) -> attributes.put(name.getKey(), value));
        return attributes;
    }
}
