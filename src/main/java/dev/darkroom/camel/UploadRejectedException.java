package dev.darkroom.camel;

import java.util.Optional;

/** An upload that will never become a thumbnail, however often one tries. */
public final class UploadRejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String eTag;

    private UploadRejectedException(String code, String message, String eTag) {
        super(message);
        this.code = code;
        this.eTag = eTag;
    }

    /**
     * A rejection for what the object is called, whatever it holds.
     *
     * @param code stable, short name of the reason, such as {@code key-reserved}
     * @param message the reason, for the person who uploaded it
     * @return the rejection
     */
    public static UploadRejectedException ofKey(String code, String message) {
        return new UploadRejectedException(code, message, "");
    }

    /**
     * A rejection for what the object holds.
     *
     * @param eTag ETag of that object
     * @param code stable, short name of the reason, such as {@code not-an-image}
     * @param message the reason, for the person who uploaded it
     * @return the rejection
     */
    public static UploadRejectedException ofObject(String eTag, String code, String message) {
        return new UploadRejectedException(code, message, eTag);
    }

    /** @return stable, short name of the reason */
    public String code() {
        return code;
    }

    /** @return ETag of the object that it is about; empty if any object of that key would be rejected */
    public Optional<String> eTag() {
        return Optional.of(eTag).filter(tag -> !tag.isEmpty());
    }
}
