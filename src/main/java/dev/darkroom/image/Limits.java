package dev.darkroom.image;

/**
 * What a picture may cost. Checked against what its header declares, before anything of that size is allocated.
 * Immutable.
 *
 * @param maxPixels most pixels, width times height; larger pictures are refused. Also bounds width times height times
 *     frames of an animation; longer ones become a still of their first frame
 * @param maxFrames most frames of an animation that stays animated
 * @param maxOutputPixels most pixels of a thumbnail. Also bounds width times height times frames of an animated
 *     thumbnail; longer ones become a still of their first frame
 * @param maxScans most scans of a progressive JPEG; files that have more are built to waste time
 * @param maxDecodedBytes most memory for decoded samples, in bytes. Pictures that need more are read at a lower
 *     resolution, down to the thumbnail's own; so a small value costs quality, not success
 * @param maxAnimationBytes most bytes of an animated thumbnail; one that would be larger becomes a still of its first frame
 * @param maxUnpackedBytes most bytes that packed pixels may unpack to, whatever is kept of them: what bounds the time
 *     that a file may take that is small because it says the same over and over
 */
public record Limits(
        long maxPixels,
        int maxFrames,
        long maxOutputPixels,
        int maxScans,
        long maxDecodedBytes,
        int maxAnimationBytes,
        long maxUnpackedBytes) {
    /** @throws IllegalArgumentException if a value is below 1 */
    public Limits {
        requirePositive("maxPixels", maxPixels);
        requirePositive("maxFrames", maxFrames);
        requirePositive("maxOutputPixels", maxOutputPixels);
        requirePositive("maxScans", maxScans);
        requirePositive("maxDecodedBytes", maxDecodedBytes);
        requirePositive("maxAnimationBytes", maxAnimationBytes);
        requirePositive("maxUnpackedBytes", maxUnpackedBytes);
    }

    /**
     * 100 million pixels, 500 frames, 32 million pixels of thumbnail, 200 scans, 48 MiB of samples (a TIFF of 16 megapixels
     * decodes in full), 16 MiB of animation, 1 GiB unpacked.
     */
    public static Limits defaults() {
        return new Limits(100_000_000L, 500, 32_000_000L, 200, 48L << 20, 16 << 20, 1L << 30);
    }

    /** These limits with another number of pixels. */
    public Limits withMaxPixels(long maxPixels) {
        return new Limits(
                maxPixels, maxFrames, maxOutputPixels, maxScans, maxDecodedBytes, maxAnimationBytes, maxUnpackedBytes);
    }

    /** These limits with another number of frames. */
    public Limits withMaxFrames(int maxFrames) {
        return new Limits(
                maxPixels, maxFrames, maxOutputPixels, maxScans, maxDecodedBytes, maxAnimationBytes, maxUnpackedBytes);
    }

    /** These limits with another number of pixels of the thumbnail. */
    public Limits withMaxOutputPixels(long maxOutputPixels) {
        return new Limits(
                maxPixels, maxFrames, maxOutputPixels, maxScans, maxDecodedBytes, maxAnimationBytes, maxUnpackedBytes);
    }

    /** These limits with another number of scans. */
    public Limits withMaxScans(int maxScans) {
        return new Limits(
                maxPixels, maxFrames, maxOutputPixels, maxScans, maxDecodedBytes, maxAnimationBytes, maxUnpackedBytes);
    }

    /** These limits with another amount of memory for decoded samples, in bytes. */
    public Limits withMaxDecodedBytes(long maxDecodedBytes) {
        return new Limits(
                maxPixels, maxFrames, maxOutputPixels, maxScans, maxDecodedBytes, maxAnimationBytes, maxUnpackedBytes);
    }

    /** These limits with another size of animated thumbnails, in bytes. */
    public Limits withMaxAnimationBytes(int maxAnimationBytes) {
        return new Limits(
                maxPixels, maxFrames, maxOutputPixels, maxScans, maxDecodedBytes, maxAnimationBytes, maxUnpackedBytes);
    }

    /** These limits with another amount of unpacked pixel data, in bytes. */
    public Limits withMaxUnpackedBytes(long maxUnpackedBytes) {
        return new Limits(
                maxPixels, maxFrames, maxOutputPixels, maxScans, maxDecodedBytes, maxAnimationBytes, maxUnpackedBytes);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
