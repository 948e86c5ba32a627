package dev.darkroom.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.RouteDefinition;

/** Traces of uploads, which are sent to a collector from time to time. */
public final class Traces implements AutoCloseable {

    private static final String CONSUMERS = "aws2-sqs:";

    /** What the environment ({@code OTEL_...}) may change. Darkroom's own metrics are for Prometheus, its log is for the console. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "darkroom",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    /** A stop has little time, and the traces of its last second are worth less than what is in work. */
    private static final long SECONDS_TO_CLOSE = 2;

    private final OpenTelemetrySdk sdk;

    private Traces(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /**
     * Has the routes that are added from now on make traces.
     *
     * @param camel runs the routes
     * @param settings where traces go, and how many
     * @return to be closed at the end
     * @throws IllegalArgumentException if traces cannot be made like that; the message says why
     */
    public static Traces of(CamelContext camel, TracingSettings settings) {
        Traces traces = new Traces(sdk(settings));
        install(camel, traces.sdk.getTracer("dev.darkroom"), CONSUMERS);
        return traces;
    }

    /**
     * @param tracer makes the spans
     * @param consumers how the addresses begin from which uploads come
     */
    static void install(CamelContext camel, Tracer tracer, String consumers) {
        camel.getCamelContextExtension().addInterceptStrategy(new StepSpans(tracer));
        camel.addRoutePolicyFactory(
                (context, id, route) -> comesFrom(consumers, route) ? new UploadTrace(tracer) : null);
    }

    private static boolean comesFrom(String consumers, NamedNode route) {
        return route instanceof RouteDefinition definition
                && definition.getInput().getEndpointUri().startsWith(consumers);
    }

    /** The exporters report broken settings by exceptions of several kinds. */
    private static OpenTelemetrySdk sdk(TracingSettings settings) {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addPropertiesCustomizer(config -> properties(settings))
                    .addSpanExporterCustomizer((exporter, config) -> new ToldExporter(exporter, settings.endpoint()))
                    .setServiceClassLoader(Traces.class.getClassLoader())
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "Traces cannot be sent: " + InnermostCause.of(e).getMessage(), e);
        }
    }

    private static Map<String, String> properties(TracingSettings settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put("otel.exporter.otlp.endpoint", settings.endpoint().toString());
        settings.ratio().ifPresent(ratio -> {
            properties.put("otel.traces.sampler", "parentbased_traceidratio");
            properties.put("otel.traces.sampler.arg", Double.toString(ratio));
        });
        return properties;
    }

    /** Sends what has not been sent yet, if that does not take long. */
    @Override
    public void close() {
        sdk.shutdown().join(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
    }
}
