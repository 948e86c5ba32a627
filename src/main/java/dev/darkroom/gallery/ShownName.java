package dev.darkroom.gallery;

import java.util.regex.Pattern;

/** What a page shows of a key: the file's name, without what would act on the text around it. */
final class ShownName {

    /**
     * Control characters, line ends, halves of characters, and the marks that turn the direction of text; but not those that
     * join letters and emoji, without which some languages cannot be written.
     */
    private static final Pattern ACTING =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private static final String REPLACEMENT = "\uFFFD";

    /** Links and pictures need a name that can be read aloud. */
    private static final String NAMELESS = "Photo";

    private ShownName() {}

    /**
     * @param key any object key
     * @return what comes after its last slash, or {@code Photo} if nothing does; still to be escaped for HTML
     */
    static String of(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return name.isBlank() ? NAMELESS : ACTING.matcher(name).replaceAll(REPLACEMENT);
    }
}
