package dev.darkroom.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.support.CategoryLog;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class ToldExporterTest {

    private CompletableResultCode answer = CompletableResultCode.ofSuccess();
    private final ToldExporter exporter = new ToldExporter(
            new SpanExporter() {
                @Override
                public CompletableResultCode export(Collection<SpanData> spans) {
                    return answer;
                }

                @Override
                public CompletableResultCode flush() {
                    return CompletableResultCode.ofSuccess();
                }

                @Override
                public CompletableResultCode shutdown() {
                    return CompletableResultCode.ofSuccess();
                }
            },
            URI.create("http://collector:4318"));

    /** Each batch of traces that failed had a stack trace of fifty lines. */
    @Test
    void shouldTellOnceThatTheCollectorIsAwayAndOnceThatItIsBack() {
        try (CategoryLog log = CategoryLog.of("darkroom.tracing")) {
            export(CompletableResultCode.ofSuccess());
            assertThat(log.entries()).isEmpty();
            for (int i = 0; i < 20; i++) {
                export(CompletableResultCode.ofExceptionalFailure(
                        new IOException("export failed", new ConnectException("refused\n"))));
            }
            export(CompletableResultCode.ofSuccess());
            export(CompletableResultCode.ofFailure());

            assertThat(messages(log))
                    .containsExactly(
                            "Traces cannot be sent to http://collector:4318, and are lost: ConnectException: refused\\u{a}",
                            "Traces are sent to http://collector:4318 again",
                            "Traces cannot be sent to http://collector:4318, and are lost: the collector refuses them");
            assertThat(log.entries()).extracting(LogRecord::getThrown).containsOnlyNulls();
        }
    }

    private void export(CompletableResultCode result) {
        answer = result;
        exporter.export(List.of());
    }

    private static List<String> messages(CategoryLog log) {
        return log.entries().stream()
                .map(entry -> ExtLogRecord.wrap(entry).getFormattedMessage())
                .toList();
    }
}
