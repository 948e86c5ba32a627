package dev.darkroom.image;

/**
 * Where the time for a thumbnail went, in nanoseconds.
 *
 * @param decode to unpack the file
 * @param resample to bring what was unpacked to the size of the thumbnail, which happens in between, row by row
 * @param encode for the rest: colours, turning upright, and packing the thumbnail
 */
public record Timings(long decode, long resample, long encode) {
    /** Those of two thumbnails together. */
    public Timings plus(Timings other) {
        return new Timings(decode + other.decode, resample + other.resample, encode + other.encode);
    }
}
