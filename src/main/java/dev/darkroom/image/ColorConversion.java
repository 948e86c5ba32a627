package dev.darkroom.image;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns the samples of a fitted picture into 8 bit sRGB: divides colours by alpha, resolves YCbCr and CMYK, applies the
 * embedded profile, and rounds. PNG's gAMA and cHRM chunks are ignored, as most programs do.
 */
final class ColorConversion {
    private ColorConversion() {}

    /**
     * Converts one picture.
     *
     * @param samples overwritten
     * @param profile the embedded ICC profile, unchecked
     */
    static FinishedPicture toSrgb(Samples samples, Optional<byte[]> profile, Consumer<Note> notes) {
        SampleLayout layout = samples.layout();
        Optional<byte[]> alpha = layout.hasAlpha() ? Optional.of(divideByAlpha(samples)) : Optional.empty();
        if (layout == SampleLayout.YCBCR || layout == SampleLayout.YCCK) {
            resolveYcbcr(samples);
        }
        byte[] rgb = profile.flatMap(bytes -> IccTransform.toSrgb(samples, bytes, notes))
                .orElseGet(() -> withoutProfile(samples));
        return new FinishedPicture(samples.size(), rgb, alpha);
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

    /** ITU-T T.871, section 7. Of YCCK it makes the CMY that Adobe stores inverted, so red is cyan's ink already. */
    private static void resolveYcbcr(Samples samples) {
        float[] data = samples.data();
        int channels = samples.layout().channels();
        for (int i = 0; i < data.length; i += channels) {
            float luma = data[i];
            float blue = data[i + 1] - 128;
            float red = data[i + 2] - 128;
            data[i] = clamp(luma + 1.402f * red);
            data[i + 1] = clamp(luma - 0.344136f * blue - 0.714136f * red);
            data[i + 2] = clamp(luma + 1.772f * blue);
            if (channels == 4) {
                data[i + 3] = 255 - data[i + 3];
            }
        }
    }

    private static byte[] withoutProfile(Samples samples) {
        return switch (samples.layout()) {
            case GREY, GREY_ALPHA -> spread(samples);
            case CMYK, YCCK -> naiveCmyk(samples);
            default -> colors(samples);
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
        int channels = samples.layout().channels();
        byte[] rgb = new byte[samples.data().length / channels * 3];
        for (int in = 0, out = 0; out < rgb.length; in += channels, out += 3) {
            for (int color = 0; color < 3; color++) {
                rgb[out + color] = round(samples.data()[in + color]);
            }
        }
        return rgb;
    }

    /** Light that both a colour's ink and black let through: good enough where no profile tells more. */
    private static byte[] naiveCmyk(Samples samples) {
        float[] data = samples.data();
        byte[] rgb = new byte[data.length / 4 * 3];
        for (int in = 0, out = 0; out < rgb.length; in += 4, out += 3) {
            float light = 255 - clamp(data[in + 3]);
            for (int ink = 0; ink < 3; ink++) {
                rgb[out + ink] = round((255 - clamp(data[in + ink])) * light / 255);
            }
        }
        return rgb;
    }

    static float clamp(float sample) {
        return Math.max(0, Math.min(255, sample));
    }

    private static byte round(float sample) {
        return (byte) (clamp(sample) + 0.5f);
    }
}
