package dev.darkroom.check;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a text has to look like to be taken for a number and the like. */
final class Values {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern DURATION = Pattern.compile("-?\\d+|P(T?[\\d.]+[DHMS])+|(\\d+ ?(d|h|m|s|ms)[a-z]* ?)+");

    private Values() {}

    /**
     * @param type as in Camel's metadata; one that is not known allows everything
     * @return what to give instead; empty if the value is fine
     */
    static Optional<String> mistake(String type, String value) {
        return switch (type) {
            case "boolean" ->
                value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
                        ? Optional.empty()
                        : Optional.of("use true or false");
            case "integer" -> unless(INTEGER, value, "use a whole number");
            case "number" -> unless(NUMBER, value, "use a number");
            case "duration" -> unless(DURATION, value, "use a time, such as 500 (milliseconds), 5s or 1m30s");
            default -> Optional.empty();
        };
    }

    private static Optional<String> unless(Pattern pattern, String value, String advice) {
        return pattern.matcher(value.strip()).matches() ? Optional.empty() : Optional.of(advice);
    }
}
