package dev.darkroom.image.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Profiles of matrix and curves, against what follows from the published primaries and curves in double precision. */
class MatrixProfileTest {
    /** Of 255. Half of it is rounding. */
    private static final double TOLERANCE = 1;

    private static final float[] LEVELS = {0, 1, 5, 16, 50, 77, 128, 181, 224, 254, 255};

    @Test
    void shouldConvertAdobeRgb() {
        double exponent = 563 / 256.0;
        assertColors(Primaries.ADOBE_RGB, Profiles.gamma(exponent), x -> Math.pow(x, exponent));
    }

    @Test
    void shouldConvertDisplayP3() {
        assertColors(Primaries.DISPLAY_P3, Profiles.srgbCurve(), MatrixProfileTest::srgbLight);
    }

    @Test
    void shouldConvertProPhoto() {
        assertColors(
                Primaries.PROPHOTO,
                Profiles.parametric(3, 1.8, 1, 0, 1 / 16.0, 1 / 32.0),
                x -> x < 1 / 32.0 ? x / 16 : Math.pow(x, 1.8));
    }

    @Test
    void shouldConvertAppleRgb() {
        assertColors(Primaries.APPLE_RGB, Profiles.gamma(1.8), x -> Math.pow(x, 461 / 256.0));
    }

    @Test
    void shouldConvertEciRgbWithItsTableOfLightness() {
        DoubleUnaryOperator lightness = x -> x <= 0.08 ? x * 100 / 903.2963 : Math.pow((x * 100 + 16) / 116, 3);
        assertColors(Primaries.ECI_RGB, Profiles.curve(1024, lightness), lightness);
    }

    @Test
    void shouldConvertLinearLight() {
        assertColors(Primaries.SRGB, Profiles.gamma(1), x -> x);
        assertColors(Primaries.SRGB, Profiles.curve(2, x -> x), x -> x);
        assertColors(Primaries.SRGB, new byte[] {'c', 'u', 'r', 'v', 0, 0, 0, 0, 0, 0, 0, 0}, x -> x);
    }

    @Test
    void shouldFollowParametricCurvesOfAllTypes() {
        assertColors(Primaries.SRGB, Profiles.parametric(0, 1.7), x -> Math.pow(x, 1.7));
        assertColors(
                Primaries.SRGB,
                Profiles.parametric(1, 2.1, 1.1, -0.1),
                x -> x >= 0.1 / 1.1 ? Math.pow(1.1 * x - 0.1, 2.1) : 0);
        assertColors(
                Primaries.SRGB,
                Profiles.parametric(2, 2.1, 1.1, -0.2, 0.05),
                x -> x >= 0.2 / 1.1 ? Math.pow(1.1 * x - 0.2, 2.1) + 0.05 : 0.05);
        assertColors(
                Primaries.SRGB,
                Profiles.parametric(3, 2, 0.9, 0.1, 0.5, 0.25),
                x -> x >= 0.25 ? Math.pow(0.9 * x + 0.1, 2) : 0.5 * x);
        assertColors(
                Primaries.SRGB,
                Profiles.parametric(4, 2, 0.8, 0.1, 0.5, 0.25, 0.06, 0.01),
                x -> x >= 0.25 ? Math.pow(0.8 * x + 0.1, 2) + 0.06 : 0.5 * x + 0.01);
    }

    @Test
    void shouldClampCurvesThatLeaveTheirRange() {
        assertColors(Primaries.SRGB, Profiles.parametric(2, 1, 3, -1, -1), x -> Math.min(1, Math.max(0, 3 * x - 2)));
        assertColors(Primaries.SRGB, Profiles.parametric(1, 0.5, -1, 0.5), x -> 0);
    }

    @Test
    void shouldFollowCoarseTables() {
        assertColors(Primaries.SRGB, Profiles.curve(3, x -> x * x), x -> x < 0.5 ? x / 2 : 0.25 + (x - 0.5) * 1.5);
    }

    @Test
    void shouldConvertSamplesBetweenWholeNumbers() {
        ColorTransform transform = transform(Profiles.monitor(Primaries.SRGB, Profiles.gamma(1)), ColorKind.RGB);
        for (float sample = 0; sample <= 255; sample += 0.37f) {
            double expected = Primaries.sample(sample / 255);
            assertThat(transform.toSrgb(new float[] {sample, sample, sample}, 3)[1] & 0xff)
                    .isCloseTo((int) Math.round(expected), within(1));
        }
    }

    @Test
    void shouldClampSamplesAndSkipAlpha() {
        ColorTransform transform = transform(Profiles.monitor(Primaries.SRGB, Profiles.gamma(1)), ColorKind.RGB);

        byte[] rgb = transform.toSrgb(new float[] {-20, 300, Float.NaN, 7, 1e30f, -1e30f, 255, 7}, 4);

        assertThat(rgb).containsExactly(0, 255, 0, 255, 0, 255);
    }

    private static void assertColors(Primaries primaries, byte[] curve, DoubleUnaryOperator light) {
        ColorTransform transform = transform(Profiles.monitor(primaries, curve), ColorKind.RGB);
        for (float red : LEVELS) {
            for (float green : LEVELS) {
                for (float blue : LEVELS) {
                    double[] expected = primaries.toSrgb(
                            light.applyAsDouble(red / 255),
                            light.applyAsDouble(green / 255),
                            light.applyAsDouble(blue / 255));
                    assertColor(transform.toSrgb(new float[] {red, green, blue}, 3), expected, red, green, blue);
                }
            }
        }
    }

    private static void assertColor(byte[] rgb, double[] expected, float... source) {
        for (int i = 0; i < 3; i++) {
            assertThat((double) (rgb[i] & 0xff))
                    .as("channel %d of %s", i, source)
                    .isCloseTo(expected[i], within(TOLERANCE));
        }
    }

    private static ColorTransform transform(byte[] profile, ColorKind kind) {
        return ColorTransform.ofProfile(profile, kind).orElseThrow();
    }

    private static double srgbLight(double x) {
        return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
    }
}
