package dev.darkroom.check;

import dev.darkroom.index.PrintableText;

/**
 * A mistake in a route file.
 *
 * @param file name of the file
 * @param line from 1
 * @param message what is wrong, and what to do if that is not plain from it; may quote the file
 */
public record Finding(String file, int line, String message) {

    private static final int LONGEST = 400;

    /** Cuts a message short that quotes too much. */
    public Finding {
        message = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
    }

    /** @return the finding in one line that is safe to print, such as {@code resize.camel.yaml:12: there is no step 'logg'} */
    public String text() {
        return PrintableText.of(file + ":" + line + ": " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
