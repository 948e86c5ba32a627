package dev.darkroom.camel;

/** Checks of settings, so that a wrong one is told at start, by its name. */
final class Settings {

    private Settings() {}

    /** @throws IllegalArgumentException if the value is below 1 or above the most */
    static void requireRange(String property, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(property + " is " + value + ": use a number from 1 to " + most);
        }
    }
}
