package dev.darkroom.sandbox.store;

import java.io.IOException;
import java.util.List;

/** A list of text lines that grows at its end. Callers take care of locking. */
public interface Journal extends AutoCloseable {

    /** All whole lines; a last line that was cut off by a crash is left out. */
    List<String> lines() throws IOException;

    /** Adds a line; the text has no line feed. */
    void append(String line) throws IOException;

    /** Replaces everything in one step. */
    void rewrite(List<String> lines) throws IOException;

    /** Lines written since it was opened or rewritten. */
    int length();

    @Override
    void close() throws IOException;
}
