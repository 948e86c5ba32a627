package dev.darkroom.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What the app logs from now on, in the very form in which it reaches the console. */
final class LogLines extends Handler {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> entries = new CopyOnWriteArrayList<>();

    private LogLines() {
        setFormatter(
                new PatternFormatter(ConfigProvider.getConfig().getValue("quarkus.log.console.format", String.class)));
    }

    static LogLines capture() {
        LogLines lines = new LogLines();
        ROOT.addHandler(lines);
        return lines;
    }

    /** Each line of the console, those of the sandbox's HTTP server and the like included. */
    List<String> all() {
        return entries.stream()
                .flatMap(entry -> List.of(entry.split("\n", -1)).stream())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The lines about uploads, without the time. */
    List<String> uploads() {
        return all().stream()
                .filter(line -> line.contains("[d.uploads]"))
                .map(line -> line.replaceFirst("^[0-9:.]+ ", ""))
                .toList();
    }

    @Override
    public void publish(LogRecord entry) {
        entries.add(getFormatter().format(entry));
    }

    @Override
    public void flush() {
        // everything is kept at once
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
