package dev.darkroom.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * An entry of the log as a JSON object in a line of its own. All of it is ASCII, so that no text that strangers chose can end a line or
 * turn it around, and no console can spoil it. Thread-safe.
 */
final class JsonLines extends ExtFormatter {

    private static final int MILLIS = 3;
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(MILLIS).toFormatter().withZone(ZoneOffset.UTC);

    /** What traces leave for the log. */
    private static final List<String> CONTEXT = List.of("traceId", "spanId");

    private final JsonFactory json =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public String format(ExtLogRecord entry) {
        StringWriter line = new StringWriter();
        try (JsonGenerator out = json.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("timestamp", TIME.format(entry.getInstant()));
            out.writeStringField("level", entry.getLevel().getName());
            out.writeStringField("logger", entry.getLoggerName());
            out.writeStringField("thread", entry.getThreadName());
            for (String name : CONTEXT) {
                String value = entry.getMdc(name);
                if (value != null) {
                    out.writeStringField(name, value);
                }
            }
            out.writeStringField("message", entry.getFormattedMessage());
            Optional<Throwable> thrown = Optional.ofNullable(entry.getThrown());
            if (thrown.isPresent()) {
                out.writeStringField("exception", stackTrace(thrown.orElseThrow()));
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A text cannot be written to memory", e);
        }
        return line.append('\n').toString();
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
