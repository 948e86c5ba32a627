package dev.darkroom.camel;

import dev.darkroom.image.ImageException;
import java.util.Optional;
import org.apache.camel.util.ObjectHelper;

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

    /**
     * @param caught what a step has thrown
     * @return the code of the rejection that it is, or is caused by: one of these, or a picture that no attempt can mend; empty if it
     *     is none
     */
    static Optional<String> codeIn(Throwable caught) {
        return Optional.ofNullable(ObjectHelper.getException(ImageException.class, caught))
                .map(ImageException::code)
                .or(() -> Optional.ofNullable(ObjectHelper.getException(UploadRejectedException.class, caught))
                        .map(UploadRejectedException::code));
    }

    /** @return stable, short name of the reason */
    public String code() {
        return code;
    }
}
