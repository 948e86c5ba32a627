package dev.darkroom.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What one category of the log is told from now on, before it is put in any form. */
public final class CategoryLog extends Handler implements AutoCloseable {

    private final List<LogRecord> entries = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Consumer<ExtLogRecord> watch;

    private CategoryLog(Logger logger, Consumer<ExtLogRecord> watch) {
        this.logger = logger;
        this.watch = watch;
    }

    /** @param name of the category */
    public static CategoryLog of(String name) {
        return of(name, entry -> {});
    }

    /**
     * @param name of the category
     * @param watch sees each entry in the thread that writes it, when it still has what belongs to that thread
     */
    public static CategoryLog of(String name, Consumer<ExtLogRecord> watch) {
        CategoryLog log = new CategoryLog(Logger.getLogger(name), watch);
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
        watch.accept(ExtLogRecord.wrap(entry));
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
