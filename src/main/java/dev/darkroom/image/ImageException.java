package dev.darkroom.image;

import java.util.Objects;

/** No thumbnail could be made of these bytes. The message is meant for the person who uploaded them. */
public final class ImageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ImageFault fault;

    /** A fault found by looking at the bytes. */
    public ImageException(ImageFault fault, String message) {
        super(message);
        this.fault = Objects.requireNonNull(fault, "fault");
    }

    /** A fault that showed itself as an exception of a decoder. */
    public ImageException(ImageFault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = Objects.requireNonNull(fault, "fault");
    }

    /** What kind of fault it is. */
    public ImageFault fault() {
        return fault;
    }

    /** The fault's stable code, such as {@code corrupt}; short for {@code fault().code()}. */
    public String code() {
        return fault.code();
    }
}
