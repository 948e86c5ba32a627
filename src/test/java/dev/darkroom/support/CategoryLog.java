package dev.darkroom.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What one category of the log is told from now on, before it is put in any form. */
public final class CategoryLog extends Handler implements AutoCloseable {

    private final List<LogRecord> entries = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private CategoryLog(Logger logger) {
        this.logger = logger;
    }

    /** @param name of the category */
    public static CategoryLog of(String name) {
        CategoryLog log = new CategoryLog(Logger.getLogger(name));
        log.logger.addHandler(log);
        return log;
    }

    /** @return what it was told so far */
    public List<LogRecord> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void publish(LogRecord entry) {
        entries.add(entry);
    }

    @Override
    public void flush() {
        // everything is kept at once
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
