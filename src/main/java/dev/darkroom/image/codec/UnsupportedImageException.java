package dev.darkroom.image.codec;

import javax.imageio.IIOException;

/** A sound file of a variant that cannot be read. The message is a sentence for the person who has the file. */
public final class UnsupportedImageException extends IIOException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for the person who has the file */
    public UnsupportedImageException(String message) {
        super(message);
    }
}
