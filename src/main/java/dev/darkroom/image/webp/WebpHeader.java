package dev.darkroom.image.webp;

import java.util.Optional;

/**
 * What a WebP file says of itself before its pixels are decoded.
 *
 * @param width pixels in a row, 1 to 2^24
 * @param height rows, 1 to 2^24; sides above 16384 occur in animations only
 * @param alpha whether pixels may be transparent
 * @param lossless whether the picture, or the first frame, is coded without loss
 * @param animated whether it is an animation, if only of one frame
 * @param frames number of frames, 1 for a still
 * @param profile the ICC profile, unchecked
 * @param exif a TIFF header and what follows, unchecked
 */
public record WebpHeader(
        int width,
        int height,
        boolean alpha,
        boolean lossless,
        boolean animated,
        int frames,
        Optional<byte[]> profile,
        Optional<byte[]> exif) {}
