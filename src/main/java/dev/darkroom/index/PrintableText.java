package dev.darkroom.index;

/**
 * Text that strangers chose, such as keys, made fit for logs and terminals: one line, nothing invisible, nothing that a terminal
 * obeys.
 */
public final class PrintableText {

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
