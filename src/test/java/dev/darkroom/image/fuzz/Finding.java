package dev.darkroom.image.fuzz;

import java.util.Objects;

/**
 * A file that was not treated as it should be.
 *
 * @param number what it was made from; {@link Fuzzer#file} makes it again
 * @param kind what is wrong, in short: the same for files that fail alike
 * @param detail where it went wrong, perhaps of many lines
 * @param file the file
 */
public record Finding(long number, String kind, String detail, byte[] file) {
    /** @throws NullPointerException if something is missing */
    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(file, "file");
    }

    /** A line for people. */
    @Override
    public String toString() {
        return "number " + number + ", " + file.length + " bytes: " + kind + " " + detail;
    }
}
