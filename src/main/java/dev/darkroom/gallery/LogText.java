package dev.darkroom.gallery;

import java.util.regex.Pattern;
import org.apache.camel.ExchangeException;

/** What the routes log. Thread-safe. */
public final class LogText {

    private static final int LONGEST = 500;

    /** Control and format characters, line and paragraph separators, halves of characters and what is none. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cn}]");

    /**
     * @param failure why a request failed
     * @return its kind and message in one line: the text may come from anywhere, so whatever could end the line or hide part of it
     *     is replaced
     */
    public String cause(@ExchangeException Exception failure) {
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        String line = UNPRINTABLE.matcher(text).replaceAll("?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
