package dev.darkroom.image;

/** Why no thumbnail could be made. The codes are stable: they are stored, shown and searched for. */
public enum ImageFault {
    /** There are no bytes at all. */
    EMPTY("empty"),
    /** Not a raster picture of any kind known here: text, HTML, SVG, PDF, video. */
    NOT_AN_IMAGE("not-an-image"),
    /** A picture, but of a variant that cannot be read, such as arithmetic-coded JPEG. */
    UNSUPPORTED("unsupported"),
    /** Starts like a picture, but nothing of it can be shown. */
    CORRUPT("corrupt"),
    /** Declares more pixels than {@link Limits#maxPixels()} or needs more work than the limits allow. */
    TOO_MANY_PIXELS("too-many-pixels"),
    /** The machine ran out of memory, perhaps because of other work: the only fault that a retry may cure. */
    OUT_OF_MEMORY("out-of-memory");

    private final String code;

    ImageFault(String code) {
        this.code = code;
    }

    /** A stable name for storage and logs: lower case letters and hyphens. */
    public String code() {
        return code;
    }

    /** Whether the same bytes will fail again, whatever the machine; false only for {@link #OUT_OF_MEMORY}. */
    public boolean isPermanent() {
        return this != OUT_OF_MEMORY;
    }
}
