package dev.darkroom.camel;

/** Checks of settings, so that a wrong one is told at start, by its name. */
final class Settings {

    /** A file is read into one array. */
    private static final int LARGEST_FILE = Integer.MAX_VALUE - 8;

    private Settings() {}

    /** @throws IllegalArgumentException if a file of so many bytes cannot be read */
    static void requireFileSize(long maxBytes) {
        requireRange("darkroom.upload.max-bytes", maxBytes, LARGEST_FILE);
    }

    /** @throws IllegalArgumentException if the value is below 1 or above the most */
    static void requireRange(String property, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(property + " is " + value + ": use a number from 1 to " + most);
        }
    }
}
