package dev.darkroom.image.color;

import dev.darkroom.image.codec.Embedded;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns colours into 8 bit sRGB. White becomes white; what sRGB cannot show is clipped, channel by channel. Immutable,
 * thread-safe.
 */
public final class ColorTransform {
    /**
     * Photos of one camera or editor share a profile; finding a transform here takes a fifth of the time of making it
     * anew.
     */
    private static final TransformCache CACHE = new TransformCache(16);

    private static final double USUAL_GAMMA = 0.45455;
    private static final double USUAL_GAMMA_TOLERANCE = 0.05;

    private final PixelConversion conversion;
    private final boolean srgb;

    private ColorTransform(PixelConversion conversion, boolean srgb) {
        this.conversion = conversion;
        this.srgb = srgb;
    }

    /**
     * The transform of an embedded profile of version 2 or 4: with matrix and curves, a grey curve, or tables (A2B);
     * perceptual, but relative colorimetric where the profile is that of a printer. The last few are remembered by the
     * content of the profile, so asking again is cheap.
     *
     * @param profile an ICC profile, unchecked; not changed
     * @param kind what the colours of the picture are made of
     * @return empty if the profile is damaged, too large, of a version or class that is not understood, or for another
     *     kind of colours; one for RGB suits grey too, as in browsers
     */
    public static Optional<ColorTransform> ofProfile(byte[] profile, ColorKind kind) {
        Objects.requireNonNull(kind, "kind");
        return profile.length > Embedded.MAX_PROFILE
                ? Optional.empty()
                : CACHE.get(profile, kind, () -> read(profile, kind));
    }

    /**
     * The transform of a picture that has sRGB's primaries and another gamma.
     *
     * @param gamma exponent from light to sample, which is PNG's gAMA divided by 100000: 0.45455 mostly. That, and up
     *     to 5 % off it, counts as sRGB, as libpng has it: it is what writers of sRGB put there
     * @param kind {@link ColorKind#GREY} or {@link ColorKind#RGB}
     * @return empty for a gamma that no device has, below 0.1 or above 10
     * @throws IllegalArgumentException if the kind is another
     */
    public static Optional<ColorTransform> ofGamma(double gamma, ColorKind kind) {
        if (kind == ColorKind.CMYK) {
            throw new IllegalArgumentException("ink has no gamma");
        }
        if (!(gamma >= 0.1 && gamma <= 10)) {
            return Optional.empty();
        }
        CurveTable light = new CurveTable(ToneCurve.ofGamma(1 / gamma)::at);
        PixelConversion conversion = kind == ColorKind.GREY
                ? new GreyConversion(light)
                : new MatrixConversion(light, light, light, Matrix3.IDENTITY);
        boolean usual = Math.abs(gamma / USUAL_GAMMA - 1) <= USUAL_GAMMA_TOLERANCE;
        return Optional.of(new ColorTransform(conversion, usual));
    }

    /** Whether it changes nothing that could be seen, so that the conversion may be left out. */
    public boolean isSrgb() {
        return srgb;
    }

    /**
     * Converts pixels.
     *
     * @param samples interleaved, 0 to 255, colours not multiplied by alpha; may overshoot. Not changed
     * @param stride samples from one pixel to the next, at least the channels of the kind; those behind, as alpha, are
     *     skipped
     * @return red, green, blue of each pixel
     */
    public byte[] toSrgb(float[] samples, int stride) {
        return conversion.toSrgb(samples, stride);
    }

    private static Optional<ColorTransform> read(byte[] profile, ColorKind kind) {
        try {
            PixelConversion conversion = ProfileReader.read(IccProfile.parse(profile), kind);
            return Optional.of(new ColorTransform(conversion, SrgbLikeness.of(conversion, kind)));
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }
}
