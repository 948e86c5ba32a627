package dev.darkroom.gallery;

import dev.darkroom.index.PrintableText;
import org.apache.camel.ExchangeException;

/** What the routes log. Thread-safe. */
public final class LogText {

    /**
     * @param failure why a request failed
     * @return its kind and message in one line: the text may come from anywhere, so whatever could end the line or hide part of it
     *     is replaced
     */
    public String cause(@ExchangeException Exception failure) {
        return PrintableText.of(failure);
    }
}
