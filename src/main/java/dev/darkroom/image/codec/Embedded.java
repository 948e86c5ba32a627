package dev.darkroom.image.codec;

/**
 * What files carry beside their pixels, copied out of them. A file may call all of its megabytes a profile, so no more is copied
 * than any real one has.
 */
public final class Embedded {
    /** Most bytes of an ICC profile. Those of printers are the largest, and take up to 4 MB. */
    public static final int MAX_PROFILE = 5 << 20;
    /** Most bytes of Exif data. Its directory, the only thing that is wanted of it, stands in front of previews. */
    private static final int MAX_EXIF = 1 << 20;

    private Embedded() {}

    /** An ICC profile; of one that is too large one byte more than {@link #MAX_PROFILE}, which later counts as invalid. */
    public static byte[] profile(Bytes profile) {
        return profile.toArray(MAX_PROFILE + 1);
    }

    /** Exif data, or the beginning of them. */
    public static byte[] exif(Bytes exif) {
        return exif.toArray(MAX_EXIF);
    }
}
