package dev.darkroom.image;

/** Something a thumbnail's reader may want to know about its making. The codes are stable. */
public enum Note {
    /** The file ends early or is damaged; the thumbnail shows what could be read. */
    TRUNCATED("truncated"),
    /** The embedded colour profile is unusable; the picture was taken for sRGB. */
    PROFILE_IGNORED("profile-ignored"),
    /** The file holds several frames or pages; the thumbnail shows the first one only. */
    FIRST_FRAME_ONLY("first-frame-only"),
    /** The picture was read at a lower resolution to bound memory. */
    SUBSAMPLED("subsampled");

    private final String code;

    Note(String code) {
        this.code = code;
    }

    /** A stable name for storage and logs: lower case letters and hyphens. */
    public String code() {
        return code;
    }
}
