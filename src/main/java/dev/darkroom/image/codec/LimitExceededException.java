package dev.darkroom.image.codec;

import javax.imageio.IIOException;

/** A file that costs more than it may. The message is a sentence for the person who has the file. */
public final class LimitExceededException extends IIOException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for the person who has the file */
    public LimitExceededException(String message) {
        super(message);
    }
}
