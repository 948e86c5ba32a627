package dev.darkroom.aws.reindex;

import java.util.Optional;

/** Tells the size of a picture by the beginning of its file. Thread-safe. */
@FunctionalInterface
public interface SizeReader {

    /**
     * The size of a picture, upright, in pixels.
     *
     * @param width at least 1
     * @param height at least 1
     */
    record Size(int width, int height) {}

    /**
     * @param beginning the first bytes of a file, or all of them
     * @return the size; empty if these bytes do not tell
     */
    Optional<Size> sizeOf(byte[] beginning);
}
