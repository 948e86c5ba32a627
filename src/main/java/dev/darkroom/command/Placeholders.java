package dev.darkroom.command;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts settings in place of <code>{{name}}</code> and <code>{{name:default}}</code>, as routes do. Camel's functions, such as
 * <code>{{env:X}}</code>, are refused: they need a running Camel.
 */
final class Placeholders {

    /** The innermost ones; their results may be part of others. */
    private static final Pattern SETTING = Pattern.compile("\\{\\{([\\w-]+(?:\\.[\\w-]+)+)(?::([^{}]*))?}}");

    private static final int DEEPEST = 20;

    private final Function<String, Optional<String>> settings;

    /** @param settings gives the value of a setting, in which there may be placeholders again */
    Placeholders(Function<String, Optional<String>> settings) {
        this.settings = settings;
    }

    /** @throws IllegalArgumentException if a setting is missing or refers to itself; the message says which */
    String resolve(String text) {
        String resolved = text;
        for (int depth = 0; resolved.contains("{{"); depth++) {
            Matcher matcher = SETTING.matcher(resolved);
            if (depth == DEEPEST || !matcher.find()) {
                throw new IllegalArgumentException(
                        "'" + text + "' has a placeholder that is no setting or refers to itself");
            }
            resolved = matcher.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2))));
        }
        return resolved;
    }

    private String value(String name, String otherwise) {
        return settings.apply(name)
                .or(() -> Optional.ofNullable(otherwise))
                .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }
}
