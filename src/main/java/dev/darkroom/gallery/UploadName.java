package dev.darkroom.gallery;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last part of an upload's key, made from what the visitor's file is called.
 *
 * @param value 1 to {@value #MAX_BYTES} bytes of UTF-8 that neither paths nor forms of S3 take for anything else
 */
record UploadName(String value) {

    /** Longest name, in bytes of UTF-8; leaves room for what the gallery puts before it in keys and in its index. */
    static final int MAX_BYTES = 200;

    /** What a file without a name is called. */
    private static final String NAMELESS = "picture";

    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);

    /** What pages would not show, XML cannot carry, or S3 would replace; but not what joins letters and emoji. */
    private static final Pattern UNFIT = Pattern.compile(
            "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{FEFF}\\x{FFFE}\\x{FFFF}$]");

    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,10}$");

    /**
     * @param fileName what the visitor's file is called; any text, with or without folders
     * @return the nearest name that is fit for a key, with the same extension
     */
    static UploadName of(String fileName) {
        String name = withoutEnd(
                UNFIT.matcher(FOLDERS.matcher(fileName).replaceFirst("")).replaceAll(""));
        Matcher end = EXTENSION.matcher(name);
        String extension = end.find() ? end.group() : "";
        String stem = withoutEnd(withoutStart(name.substring(0, name.length() - extension.length())));
        return new UploadName(cut(stem.isEmpty() ? NAMELESS : stem, MAX_BYTES - extension.length()) + extension);
    }

    private static String withoutStart(String text) {
        int start = 0;
        while (start < text.length() && isEdge(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && isEdge(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Nothing but dots would be a step in a path, and blanks at the ends get lost. */
    private static boolean isEdge(char c) {
        return c == '.' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Cuts between characters, never within one. */
    private static String cut(String text, int bytes) {
        int end = 0;
        int length = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            length += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (length > bytes) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }
}
