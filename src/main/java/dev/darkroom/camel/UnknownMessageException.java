package dev.darkroom.camel;

/** A message of the upload queue that is not from the upload bucket's notifications; it belongs in the dead-letter queue. */
public final class UnknownMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with it, without its contents */
    public UnknownMessageException(String message) {
        super(message);
    }
}
