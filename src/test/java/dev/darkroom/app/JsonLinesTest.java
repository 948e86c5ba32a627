package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonLines lines = new JsonLines();

    @Test
    void shouldWriteAnObjectALine() throws IOException {
        ExtLogRecord entry = entry("Rejected {0}");
        entry.setParameters(new Object[] {"a.jpg"});
        entry.setInstant(Instant.parse("2026-01-02T03:04:05Z"));
        entry.setThreadName("worker");
        entry.putMdc("traceId", "0123");
        entry.putMdc("spanId", "45");
        entry.putMdc("other", "x");

        assertThat(lines.format(entry))
                .isEqualTo(
                        "{\"timestamp\":\"2026-01-02T03:04:05.000Z\",\"level\":\"WARN\",\"logger\":\"darkroom.uploads\","
                                + "\"thread\":\"worker\",\"traceId\":\"0123\",\"spanId\":\"45\",\"message\":\"Rejected a.jpg\"}\n");
    }

    @Test
    void shouldWriteAnExceptionIntoOneField() throws IOException {
        ExtLogRecord entry = entry("Failed");
        entry.setThrown(new IOException("broken", new IllegalStateException("because")));

        JsonNode line = parse(lines.format(entry));
        assertThat(line.path("exception").asText())
                .startsWith("java.io.IOException: broken\n\tat ")
                .contains("Caused by: java.lang.IllegalStateException: because");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.jpg\n{\"level\":\"INFO\",\"message\":\"forged\"}",
                "x\r\nx\u0085x\u2028x\u2029x",
                "\"},{\"level\":\"ERROR",
                "\u001b[31m\u0000\u202e\ufeff",
                "\ud800 half a character",
                "Urlaub in \u00d6sterreich \ud83c\udfd4"
            })
    void shouldKeepAnyTextInsideOneLineOfAscii(String text) throws IOException {
        String line = lines.format(entry(text));

        assertThat(line).matches("[ -~]+\n");
        assertThat(parse(line).path("message").asText()).isEqualTo(text);
    }

    private static ExtLogRecord entry(String message) {
        return new ExtLogRecord(Level.WARN, message, JsonLinesTest.class.getName()) {
            private static final long serialVersionUID = 1L;

            @Override
            public String getLoggerName() {
                return "darkroom.uploads";
            }
        };
    }

    private static JsonNode parse(String line) throws IOException {
        return JSON.readTree(line);
    }
}
