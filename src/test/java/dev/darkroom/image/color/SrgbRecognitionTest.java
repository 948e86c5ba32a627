package dev.darkroom.image.color;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import org.junit.jupiter.api.Test;

class SrgbRecognitionTest {
    private static final int[] POINTS_OF_CURVES = {42, 256, 1024, 4096};

    @Test
    void shouldRecogniseSrgbHoweverItsCurveIsWritten() {
        assertThat(isSrgb(Profiles.monitor(Primaries.SRGB, Profiles.srgbCurve())))
                .isTrue();
        for (int points : POINTS_OF_CURVES) {
            assertThat(isSrgb(Profiles.monitor(Primaries.SRGB, Profiles.curve(points, SrgbRecognitionTest::light))))
                    .as("%d points", points)
                    .isTrue();
        }
        assertThat(isSrgb(Profiles.monitor(
                        Primaries.SRGB, Profiles.parametric(4, 2.4, 0.9479, 0.0521, 0.0774, 0.0405, 0, 0))))
                .isTrue();
    }

    /** By the primaries' fourth digit: 0.43604 here, 0.43607 or 0.4361 elsewhere. */
    @Test
    void shouldRecogniseSrgbWhosePrimariesAreRounded() {
        byte[] curve = Profiles.srgbCurve();
        byte[] rounded = Profiles.of("mntr", "RGB ", "XYZ ")
                .with("rXYZ", Profiles.xyz(0.4361, 0.2225, 0.0139))
                .with("gXYZ", Profiles.xyz(0.3851, 0.7169, 0.0971))
                .with("bXYZ", Profiles.xyz(0.1431, 0.0606, 0.7139))
                .with("rTRC", curve)
                .with("gTRC", curve)
                .with("bTRC", curve)
                .bytes();

        assertThat(isSrgb(rounded)).isTrue();
    }

    @Test
    void shouldRecogniseTheProfileOfTheJdk() {
        assertThat(isSrgb(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()))
                .isTrue();
    }

    @Test
    void shouldRecogniseGreyOfTheSameCurve() {
        assertThat(transform(Profiles.grey("XYZ ", Profiles.srgbCurve()), ColorKind.GREY)
                        .isSrgb())
                .isTrue();
        assertThat(transform(Profiles.grey("XYZ ", Profiles.gamma(2.2)), ColorKind.GREY)
                        .isSrgb())
                .isFalse();
    }

    @Test
    void shouldTellOtherSpacesFromSrgb() {
        assertThat(isSrgb(Profiles.monitor(Primaries.DISPLAY_P3, Profiles.srgbCurve())))
                .isFalse();
        assertThat(isSrgb(Profiles.monitor(Primaries.ADOBE_RGB, Profiles.gamma(2.2))))
                .isFalse();
        assertThat(isSrgb(Profiles.monitor(Primaries.SRGB, Profiles.gamma(2.2))))
                .isFalse();
        assertThat(isSrgb(Profiles.monitor(Primaries.SRGB, Profiles.gamma(1)))).isFalse();
        assertThat(isSrgb(Profiles.monitor(Primaries.APPLE_RGB, Profiles.gamma(1.8))))
                .isFalse();
    }

    @Test
    void shouldNotTakeSwappedChannelsForSrgb() {
        Primaries s = Primaries.SRGB;
        Primaries swapped = new Primaries(s.gx(), s.gy(), s.rx(), s.ry(), s.bx(), s.by(), s.wx(), s.wy());

        assertThat(isSrgb(Profiles.monitor(swapped, Profiles.srgbCurve()))).isFalse();
    }

    private static boolean isSrgb(byte[] profile) {
        return transform(profile, ColorKind.RGB).isSrgb();
    }

    private static ColorTransform transform(byte[] profile, ColorKind kind) {
        return ColorTransform.ofProfile(profile, kind).orElseThrow();
    }

    private static double light(double x) {
        return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
    }
}
