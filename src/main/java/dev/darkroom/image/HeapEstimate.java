package dev.darkroom.image;

import dev.darkroom.image.codec.Embedded;
import dev.darkroom.image.webp.WebpDecoder;

/** What the parts of fitting a picture take of the heap, in bytes: upper bounds that follow from sizes alone. */
final class HeapEstimate {
    /** Tables of codes and colours, windows, buffers: whatever does not grow with any size. */
    static final long FIXED = 4L << 20;

    /** For each pixel of the thumbnail: its samples as they are fitted, converted, turned and coded. */
    private static final long FINISHED_PIXEL = 48;

    /** Rows that a resampler holds that reduces: those added at once, those of the thumbnail that they touch, and complete ones. */
    private static final int ROWS_REDUCING = 17;

    /** What a profile's tables take, compared with the profile. */
    private static final long PROFILE_FACTOR = 4;

    /** Of the longest rows that there are, as many as are held on the way. */
    private static final long LONGEST_ROWS = 28L << 20;

    /** Widest sample sums of an interlaced PNG, and canvases of a GIF, for a pixel that is kept. */
    private static final int WIDEST_PIXEL = 18;

    private HeapEstimate() {}

    /** The most that any picture takes within these limits. */
    static long most(Limits limits, FitOptions options) {
        long box = (long) options.width() * options.height();
        // Reading stops to be coarser where a pixel is left for each of the thumbnail's, so just before there are twice
        // as many each way.
        long kept = Math.max(limits.maxDecodedBytes(), 4 * box * WIDEST_PIXEL);
        long decoded = Math.max(kept, TiffPage.FLOATING_FACTOR * limits.maxDecodedBytes());
        long whole = decoded + LONGEST_ROWS + Embedded.MAX_PROFILE;
        long animation = kept + LONGEST_ROWS + 2L * limits.maxAnimationBytes() + box * FINISHED_PIXEL;
        long streamed = WebpDecoder.mostWorkingBytes(limits.maxPixels()) + PROFILE_FACTOR * Embedded.MAX_PROFILE;
        return FIXED + box * FINISHED_PIXEL + Math.max(whole, Math.max(animation, streamed));
    }

    /** To turn fitted samples into a file. */
    static long finishing(Size target) {
        return target.pixels() * FINISHED_PIXEL;
    }

    /** To hold a profile, and to convert by it: that comes after decoding if the format's colours are not fitted each by itself. */
    static long profile(PictureHeader header) {
        boolean before = header.format() == ImageFormat.JPEG || header.format() == ImageFormat.WEBP;
        return header.profile()
                .map(profile -> before ? profile.length * PROFILE_FACTOR : profile.length)
                .orElse(0L);
    }

    /**
     * To fit rows of interleaved samples, with the row that is read.
     *
     * @param source size of what is fitted
     */
    static long resampling(Size source, Size target, int channels) {
        boolean enlarges = source.height() < target.height();
        long rowLength = (long) (enlarges ? target.width() : source.width()) * channels;
        long rows = enlarges ? target.height() : Math.min(ROWS_REDUCING, 5L + target.height());
        long weights = weights(source.width(), target.width()) + weights(source.height(), target.height());
        return Float.BYTES * ((long) source.width() * channels + rowLength * rows + weights);
    }

    /** Weights of an axis: for each target as many as the kernel covers, and where they start. */
    private static long weights(int source, int target) {
        double stretch = Math.max(1, (double) source / target);
        return (long) (target * (Math.min(source, 4 * stretch + 1) + 1));
    }
}
