package dev.darkroom.camel;

/** Nothing is left to do for this upload: a newer one of the same key, or another worker, has taken its place. */
public final class UploadSupersededException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what took its place */
    public UploadSupersededException(String message) {
        super(message);
    }
}
