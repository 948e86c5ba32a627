package dev.darkroom.camel;

/** There was not enough memory for a picture just now: another time, or on another worker, there will be. */
public final class MemoryShortException extends Exception {

    /** What to say when the heap ran out. */
    public static final String JUST_NOW = "There was not enough memory for this picture just now";

    private static final long serialVersionUID = 1L;

    /** @param message what was missing */
    public MemoryShortException(String message) {
        super(message);
    }

    /**
     * @param message what was missing
     * @param cause what happened
     */
    public MemoryShortException(String message, Throwable cause) {
        super(message, cause);
    }
}
