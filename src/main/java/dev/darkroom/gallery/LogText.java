package dev.darkroom.gallery;

import dev.darkroom.index.PrintableText;
import org.apache.camel.ExchangeException;

/** What the routes log. Thread-safe. */
public final class LogText {

    private static final int LONGEST = 500;

    /**
     * @param failure why a request failed
     * @return its kind and message in one line: the text may come from anywhere, so whatever could end the line or hide part of it
     *     is replaced
     */
    public String cause(@ExchangeException Exception failure) {
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        String line = PrintableText.of(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
