package dev.darkroom.tracing;

import dev.darkroom.index.PrintableText;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log when traces cannot be sent any more, and when they can again. What was not sent is lost. Thread-safe. */
final class ToldExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger("darkroom.tracing");

    private final SpanExporter exporter;
    private final URI endpoint;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param exporter sends the traces
     * @param endpoint where it sends them, for the log
     */
    ToldExporter(SpanExporter exporter, URI endpoint) {
        this.exporter = exporter;
        this.endpoint = endpoint;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> tell(result));
        return result;
    }

    private void tell(CompletableResultCode result) {
        boolean failed = !result.isSuccess();
        if (failing.getAndSet(failed) == failed) {
            return;
        }
        if (failed) {
            String reason = Optional.ofNullable(result.getFailureThrowable())
                    .map(ToldExporter::reason)
                    .orElse("the collector refuses them");
            LOG.warn("Traces cannot be sent to {}, and are lost: {}", endpoint, reason);
        } else {
            LOG.info("Traces are sent to {} again", endpoint);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = InnermostCause.of(failure);
        return PrintableText.of(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
