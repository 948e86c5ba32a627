package dev.darkroom.gallery;

/** A request that cannot be answered as it stands; the message tells the visitor why. */
public final class InvalidRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do, without any part of the request */
    public InvalidRequestException(String message) {
        super(message);
    }
}
