package dev.darkroom.image;

/**
 * What a picture may cost. Checked against what its header declares, before anything of that size is allocated.
 * Immutable.
 *
 * @param maxPixels most pixels, width times height; larger pictures are refused. Also bounds width times height times
 *     frames of an animation; longer ones become a still of their first frame
 * @param maxFrames most frames of an animation that stays animated
 * @param maxScans most scans of a progressive JPEG; files that have more are built to waste time
 * @param maxDecodedBytes most memory for decoded samples, in bytes. Pictures that need more are read at a lower
 *     resolution, which is never below four times the thumbnail's; so a small value costs quality, not success.
 *     WebP is read row by row and needs no more than a few megabytes, whatever this says
 */
public record Limits(long maxPixels, int maxFrames, int maxScans, long maxDecodedBytes) {
    /** @throws IllegalArgumentException if a value is below 1 */
    public Limits {
        requirePositive("maxPixels", maxPixels);
        requirePositive("maxFrames", maxFrames);
        requirePositive("maxScans", maxScans);
        requirePositive("maxDecodedBytes", maxDecodedBytes);
    }

    /** 100 million pixels, 500 frames, 200 scans, 96 MiB of samples: a 33 megapixel photo decodes in full. */
    public static Limits defaults() {
        return new Limits(100_000_000L, 500, 200, 96L << 20);
    }

    /** These limits with another number of pixels. */
    public Limits withMaxPixels(long maxPixels) {
        return new Limits(maxPixels, maxFrames, maxScans, maxDecodedBytes);
    }

    /** These limits with another number of frames. */
    public Limits withMaxFrames(int maxFrames) {
        return new Limits(maxPixels, maxFrames, maxScans, maxDecodedBytes);
    }

    /** These limits with another amount of memory for decoded samples, in bytes. */
    public Limits withMaxDecodedBytes(long maxDecodedBytes) {
        return new Limits(maxPixels, maxFrames, maxScans, maxDecodedBytes);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
