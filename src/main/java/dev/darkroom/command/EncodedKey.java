package dev.darkroom.command;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A key as it can be shown by a terminal and given to a shell: percent-encoded but for slashes.
 *
 * @param key the key itself
 */
record EncodedKey(String key) {

    private static final Pattern ENCODED = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})+");

    /** @return letters, digits, slashes, and percent signs for the rest */
    String text() {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    /** Reads the option of a command. */
    static final class Converter implements ITypeConverter<EncodedKey> {

        @Override
        public EncodedKey convert(String text) {
            if (!ENCODED.matcher(text).matches()) {
                throw new TypeConversionException(
                        "give a key as the command names it, with %25 for a percent sign: '" + text + "' is none");
            }
            return new EncodedKey(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
    }
}
