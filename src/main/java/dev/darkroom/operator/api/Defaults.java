package dev.darkroom.operator.api;

import java.util.Optional;
import java.util.function.Supplier;

/** What stands in for a field that is left out. JSON gives null for it, and nothing beyond these classes should have to know. */
final class Defaults {

    private Defaults() {}

    static <T> T of(T given, Supplier<T> otherwise) {
        return Optional.ofNullable(given).orElseGet(otherwise);
    }

    static String text(String given) {
        return of(given, () -> "");
    }
}
