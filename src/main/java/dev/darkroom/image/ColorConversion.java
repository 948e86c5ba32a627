package dev.darkroom.image;

import dev.darkroom.image.color.ColorKind;
import dev.darkroom.image.color.ColorTransform;
import dev.darkroom.image.color.PlainInk;
import dev.darkroom.image.color.Ycbcr;
import dev.darkroom.image.jpeg.JpegColor;
import dev.darkroom.image.raster.Plane;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns the samples of a fitted picture into 8 bit sRGB: divides colours by alpha, resolves YCbCr and CMYK, applies a
 * transform of colours, and rounds.
 */
final class ColorConversion {
    private ColorConversion() {}

    /**
     * What to do with the colours of a picture.
     *
     * @param profile the embedded ICC profile, unchecked
     * @param kind what the picture's colours are made of
     * @param notes told if the profile is damaged or for another kind of picture
     * @return empty if they can stay: if there is no profile, none that can be used, or one of sRGB
     */
    static Optional<ColorTransform> transform(Optional<byte[]> profile, ColorKind kind, Consumer<Note> notes) {
        if (profile.isEmpty()) {
            return Optional.empty();
        }
        Optional<ColorTransform> transform = ColorTransform.ofProfile(profile.get(), kind);
        if (transform.isEmpty()) {
            notes.accept(Note.PROFILE_IGNORED);
        }
        return transform.filter(found -> !found.isSrgb());
    }

    /**
     * Converts one picture.
     *
     * @param samples overwritten
     * @param profile the embedded ICC profile, unchecked
     */
    static FinishedPicture toSrgb(Samples samples, Optional<byte[]> profile, Consumer<Note> notes) {
        return toSrgb(samples, transform(profile, kind(samples.layout()), notes));
    }

    /**
     * Converts one picture.
     *
     * @param samples overwritten
     * @param transform of the colours, if they are not sRGB's
     */
    static FinishedPicture toSrgb(Samples samples, Optional<ColorTransform> transform) {
        SampleLayout layout = samples.layout();
        Optional<byte[]> alpha = layout.hasAlpha() ? Optional.of(divideByAlpha(samples)) : Optional.empty();
        return finish(samples, alpha, transform);
    }

    /**
     * Converts one picture.
     *
     * @param planes the components, all of the size of the picture; overwritten
     * @param color what they mean
     * @param transform of the colours, if they are not sRGB's
     */
    static FinishedPicture toSrgb(List<Plane> planes, JpegColor color, Optional<ColorTransform> transform) {
        if (color == JpegColor.YCBCR || color == JpegColor.YCCK) {
            Ycbcr.toRgb(
                    planes.get(0).samples(),
                    planes.get(1).samples(),
                    planes.get(2).samples());
        }
        if (color == JpegColor.CMYK) {
            planes.forEach(plane -> invert(plane.samples()));
        } else if (color == JpegColor.YCCK) {
            invert(planes.get(3).samples());
        }
        return finish(interleave(planes), Optional.empty(), transform);
    }

    private static FinishedPicture finish(Samples samples, Optional<byte[]> alpha, Optional<ColorTransform> transform) {
        byte[] rgb = transform
                .map(found -> found.toSrgb(samples.data(), samples.layout().channels()))
                .orElseGet(() -> untransformed(samples));
        return new FinishedPicture(samples.size(), rgb, alpha);
    }

    private static ColorKind kind(SampleLayout layout) {
        return switch (layout) {
            case GREY, GREY_ALPHA -> ColorKind.GREY;
            case CMYK -> ColorKind.CMYK;
            case RGB, RGB_ALPHA -> ColorKind.RGB;
        };
    }

    private static byte[] divideByAlpha(Samples samples) {
        float[] data = samples.data();
        int channels = samples.layout().channels();
        byte[] alphas = new byte[data.length / channels];
        for (int pixel = 0, i = 0; pixel < alphas.length; pixel++, i += channels) {
            float alpha = data[i + channels - 1];
            float factor = alpha < 0.5f ? 0 : 255 / alpha;
            for (int channel = 0; channel < channels - 1; channel++) {
                data[i + channel] *= factor;
            }
            alphas[pixel] = round(alpha);
        }
        return alphas;
    }

    private static void invert(float[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 255 - samples[i];
        }
    }

    private static Samples interleave(List<Plane> planes) {
        Plane first = planes.get(0);
        Size size = new Size(first.width(), first.height());
        if (planes.size() == 1) {
            return new Samples(first.samples(), size, SampleLayout.GREY);
        }
        int channels = planes.size();
        float[] data = new float[first.samples().length * channels];
        for (int channel = 0; channel < channels; channel++) {
            float[] plane = planes.get(channel).samples();
            for (int pixel = 0, i = channel; pixel < plane.length; pixel++, i += channels) {
                data[i] = plane[pixel];
            }
        }
        return new Samples(data, size, channels == 3 ? SampleLayout.RGB : SampleLayout.CMYK);
    }

    private static byte[] untransformed(Samples samples) {
        return switch (samples.layout()) {
            case GREY, GREY_ALPHA -> spread(samples);
            case CMYK -> PlainInk.toRgb(samples.data());
            case RGB, RGB_ALPHA -> colors(samples);
        };
    }

    private static byte[] spread(Samples samples) {
        int channels = samples.layout().channels();
        byte[] rgb = new byte[samples.data().length / channels * 3];
        for (int in = 0, out = 0; out < rgb.length; in += channels, out += 3) {
            byte grey = round(samples.data()[in]);
            rgb[out] = grey;
            rgb[out + 1] = grey;
            rgb[out + 2] = grey;
        }
        return rgb;
    }

    private static byte[] colors(Samples samples) {
        float[] data = samples.data();
        int channels = samples.layout().channels();
        byte[] rgb = new byte[data.length / channels * 3];
        for (int in = 0, out = 0; out < rgb.length; in += channels, out += 3) {
            rgb[out] = round(data[in]);
            rgb[out + 1] = round(data[in + 1]);
            rgb[out + 2] = round(data[in + 2]);
        }
        return rgb;
    }

    private static byte round(float sample) {
        return (byte) (Math.max(0, Math.min(255, sample)) + 0.5f);
    }
}
