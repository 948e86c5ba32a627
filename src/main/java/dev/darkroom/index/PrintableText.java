package dev.darkroom.index;

/**
 * Text that strangers chose, such as keys, made fit for logs and terminals: one line, nothing invisible, nothing that a terminal
 * obeys.
 */
public final class PrintableText {

    private static final int LONGEST_CAUSE = 500;

    private PrintableText() {}

    /**
     * @param text any text
     * @return the same, with everything that does not show as itself (line ends, control and formatting characters, lone
     *     surrogates, unassigned code points) replaced by its number, such as <code>&#92;u{1b}</code>
     */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isPrintable(c)) {
                printable.appendCodePoint(c);
            } else {
                printable.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return printable.toString();
    }

    /**
     * @param failure what went wrong
     * @return its kind and message in one line of about {@value #LONGEST_CAUSE} characters at most
     */
    public static String of(Exception failure) {
        String line = of(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "...";
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
