package dev.darkroom.camel;

/** An upload that will never become a thumbnail, however often one tries. */
public final class UploadRejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable, short name of the reason, such as {@code key-reserved}
     * @param message the reason, for the person who uploaded it
     */
    public UploadRejectedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** @return stable, short name of the reason */
    public String code() {
        return code;
    }
}
