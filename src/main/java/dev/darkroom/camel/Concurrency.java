package dev.darkroom.camel;

/** How many pictures are in work at once. */
public final class Concurrency {

    private static final int MOST = 256;

    private Concurrency() {}

    /**
     * Takes any object because Camel looks for a method of numbers where a text looks like one.
     *
     * @param setting a number from 1 to 256, or {@code processors} for one picture per processor that this process may use
     * @return the number
     * @throws IllegalArgumentException if it is neither; the message says what to set
     */
    public static Integer of(Object setting) {
        return parse(setting.toString());
    }

    private static Integer parse(String setting) {
        if (setting.equalsIgnoreCase("processors")) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (setting.matches("\\d{1,3}")) {
            int number = Integer.parseInt(setting);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        }
        throw new IllegalArgumentException("darkroom.resizer.concurrency is '" + setting + "': use a number from 1 to "
                + MOST + ", or 'processors'");
    }
}
