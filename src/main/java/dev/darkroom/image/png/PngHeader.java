package dev.darkroom.image.png;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a PNG says of itself before its pixels are decoded. Its arrays are shared, not copied: they are not to be changed.
 *
 * @param width pixels in a row, at least 1
 * @param height rows, at least 1
 * @param bitDepth bits of a sample or of an index: 1, 2, 4, 8 or 16
 * @param color what the samples mean
 * @param interlaced whether the pixels are stored in seven passes
 * @param palette colours as ARGB, alpha not multiplied, as many as indices of this depth can tell, the ones that the file
 *     does not define being opaque black; empty unless {@link PngColor#PALETTE}
 * @param paletteSize how many of them the file defines, 0 to 256
 * @param transparent the samples of the one colour that is transparent, one of grey or three of RGB; else empty
 * @param animated whether the picture is but the default picture of an animation
 * @param standardRgb whether the file says that it is sRGB
 * @param gamma the exponent that made the samples of the light, 1/2.2 being usual; from 0.2 to 2, other values counting as
 *     nonsense. Empty if the file tells none, or if an sRGB or iCCP chunk prevails
 * @param profile the ICC profile, unchecked, of no bytes if it cannot be decompressed; empty where sRGB prevails
 * @param exif Exif data: a TIFF header and what follows, unchecked
 */
public record PngHeader(
        int width,
        int height,
        int bitDepth,
        PngColor color,
        boolean interlaced,
        int[] palette,
        int paletteSize,
        List<Integer> transparent,
        boolean animated,
        boolean standardRgb,
        OptionalDouble gamma,
        Optional<byte[]> profile,
        Optional<byte[]> exif) {

    private static final double USUAL_GAMMA = 1 / 2.2;
    /** Below this nobody sees a difference. */
    private static final double GAMMA_TOLERANCE = 0.05;

    /** Keeps a copy of the list. */
    public PngHeader {
        Objects.requireNonNull(color, "color");
        transparent = List.copyOf(transparent);
    }

    /** Whether anything may shine through. */
    public boolean hasAlpha() {
        return color.hasAlpha() || !transparent.isEmpty() || hasTransparentEntry();
    }

    /**
     * The profile to convert the picture by: its own, or one made of its gamma where that is clearly not the usual one.
     * The chromaticities of cHRM are ignored.
     */
    public Optional<byte[]> effectiveProfile() {
        if (profile.isPresent() || gamma.isEmpty()) {
            return profile;
        }
        double difference = gamma.getAsDouble() / USUAL_GAMMA - 1;
        boolean grey = color == PngColor.GREY || color == PngColor.GREY_ALPHA;
        return Math.abs(difference) < GAMMA_TOLERANCE
                ? Optional.empty()
                : Optional.of(GammaProfile.of(gamma.getAsDouble(), grey));
    }

    /** Bytes of so many pixels side by side, without the one that tells the filter. */
    public long rowBytes(int pixels) {
        return ((long) pixels * color.channels() * bitDepth + 7) / 8;
    }

    private boolean hasTransparentEntry() {
        for (int argb : palette) {
            if (argb >>> 24 != 255) {
                return true;
            }
        }
        return false;
    }
}
