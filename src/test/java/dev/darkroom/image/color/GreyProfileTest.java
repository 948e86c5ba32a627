package dev.darkroom.image.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Grey, by curves of profiles and by PNG's gamma. */
class GreyProfileTest {
    @Test
    void shouldConvertGreyOfAGamma() {
        assertGreys(Profiles.grey("XYZ ", Profiles.parametric(0, 1.8)), x -> Math.pow(x, 1.8));
        assertGreys(Profiles.grey("XYZ ", Profiles.parametric(0, 2.2)), x -> Math.pow(x, 2.2));
    }

    /** Where a profile relates grey to CIELAB, its curve gives lightness. */
    @Test
    void shouldConvertGreyOfALightness() {
        assertGreys(
                Profiles.grey("Lab ", Profiles.parametric(0, 1)),
                x -> x <= 0.08 ? x * 100 / 903.2963 : Math.pow((x * 100 + 16) / 116, 3));
    }

    /** As browsers do: grey files often carry the profile of the editor's RGB space. */
    @Test
    void shouldConvertGreyByAProfileForRgb() {
        byte[] profile = Profiles.monitor(Primaries.ADOBE_RGB, Profiles.parametric(0, 2.2));

        assertGreys(profile, x -> Math.pow(x, 2.2));
    }

    @Test
    void shouldLeaveGreyOfSrgbAlone() {
        byte[] profile = Profiles.monitor(Primaries.SRGB, Profiles.srgbCurve());

        assertThat(ColorTransform.ofProfile(profile, ColorKind.GREY)
                        .orElseThrow()
                        .isSrgb())
                .isTrue();
    }

    @Test
    void shouldConvertByTheGammaOfAFile() {
        ColorTransform linear = ColorTransform.ofGamma(1, ColorKind.GREY).orElseThrow();
        ColorTransform mac = ColorTransform.ofGamma(1 / 1.8, ColorKind.RGB).orElseThrow();

        assertThat(linear.isSrgb()).isFalse();
        assertThat(mac.isSrgb()).isFalse();
        for (int sample = 0; sample < 256; sample++) {
            assertThat((double) (linear.toSrgb(new float[] {sample, 128}, 2)[0] & 0xff))
                    .isCloseTo(Primaries.sample(sample / 255.0), within(0.7));
            assertThat((double) (mac.toSrgb(new float[] {0, 0, sample}, 3)[2] & 0xff))
                    .isCloseTo(Primaries.sample(Math.pow(sample / 255.0, 1.8)), within(0.7));
        }
    }

    @Test
    void shouldTakeTheUsualGammaForSrgb() {
        assertThat(ColorTransform.ofGamma(0.45455, ColorKind.RGB).orElseThrow().isSrgb())
                .isTrue();
        assertThat(ColorTransform.ofGamma(0.47, ColorKind.GREY).orElseThrow().isSrgb())
                .isTrue();
        assertThat(ColorTransform.ofGamma(0.50, ColorKind.RGB).orElseThrow().isSrgb())
                .isFalse();
    }

    @Test
    void shouldRefuseGammasThatNoDeviceHas() {
        assertThat(ColorTransform.ofGamma(0, ColorKind.RGB)).isEmpty();
        assertThat(ColorTransform.ofGamma(-1, ColorKind.RGB)).isEmpty();
        assertThat(ColorTransform.ofGamma(42949.67295, ColorKind.RGB)).isEmpty();
        assertThat(ColorTransform.ofGamma(Double.NaN, ColorKind.RGB)).isEmpty();
    }

    private static void assertGreys(byte[] profile, DoubleUnaryOperator light) {
        ColorTransform transform =
                ColorTransform.ofProfile(profile, ColorKind.GREY).orElseThrow();
        for (int sample = 0; sample < 256; sample++) {
            byte[] rgb = transform.toSrgb(new float[] {sample, 77}, 2);
            double expected = Primaries.sample(light.applyAsDouble(sample / 255.0));
            for (byte channel : rgb) {
                assertThat((double) (channel & 0xff)).as("grey %d", sample).isCloseTo(expected, within(1.0));
            }
        }
    }
}
