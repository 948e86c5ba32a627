package dev.darkroom.camel;

/** How many pictures are in work at once. */
public final class Concurrency {

    private static final int MOST = 256;

    private Concurrency() {}

    /**
     * @param setting a number from 1 to 256, or {@code processors} for one picture per processor that this process may use
     * @return the number
     * @throws IllegalArgumentException if it is neither; the message says what to set
     */
    public static Integer of(Object setting) {
        // an Object, because Camel takes a number in a route file's bean for an Integer, and finds no method that wants
        // text
        return of(setting.toString());
    }

    private static Integer of(String setting) {
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
