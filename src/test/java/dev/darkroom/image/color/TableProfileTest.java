package dev.darkroom.image.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Profiles of tables, against the colour management of the JDK. */
class TableProfileTest {
    private static final int PIXELS = 4000;

    @Test
    void shouldConvertInkByTablesOfBytes() {
        assertLikeJdk(printer("A2B0", Profiles.table8(4, 7, TableProfileTest::ink)), ColorKind.CMYK);
    }

    @Test
    void shouldConvertInkByTablesOfTwoBytes() {
        assertLikeJdk(printer("A2B1", Profiles.table16(4, 6, 1.4, TableProfileTest::legacyInk)), ColorKind.CMYK);
    }

    @Test
    void shouldConvertRgbByTablesToLab() {
        byte[] profile = Profiles.of("scnr", "RGB ", "Lab ")
                .version(2)
                .with("A2B0", Profiles.table16(3, 9, 1.2, rgb -> legacy(lab(rgb))))
                .bytes();

        assertLikeJdk(profile, ColorKind.RGB);
    }

    @Test
    void shouldConvertRgbByTablesToXyz() {
        byte[] profile = Profiles.of("mntr", "RGB ", "XYZ ")
                .version(2)
                .with("A2B0", Profiles.table16(3, 11, 2.2, TableProfileTest::xyz))
                .bytes();

        assertLikeJdk(profile, ColorKind.RGB);
    }

    @Test
    void shouldConvertGreyByTables() {
        byte[] profile = Profiles.of("scnr", "GRAY", "Lab ")
                .version(2)
                .with("A2B0", Profiles.table8(1, 5, grey -> new double[] {grey[0] * grey[0], 0.5, 0.55}))
                .bytes();

        assertLikeJdk(profile, ColorKind.GREY);
    }

    @Test
    void shouldConvertByTablesOfAllParts() {
        byte[] table = Profiles.tableOfParts(
                7,
                Profiles.parametric(0, 1.3),
                Profiles.curve(5, x -> x * x * 0.6 + 0.2 * x + 0.1),
                new double[] {0.5, 0.2, 0.1, 0.1, 0.6, 0.1, 0.05, 0.1, 0.5, 0.02, 0.01, 0.03},
                Profiles.parametric(0, 1.1),
                rgb -> rgb);
        byte[] profile = Profiles.of("scnr", "RGB ", "XYZ ").with("A2B0", table).bytes();

        assertLikeJdk(profile, ColorKind.RGB);
    }

    @Test
    void shouldConvertByNewerTablesToLab() {
        byte[] straight = Profiles.parametric(0, 1);
        double[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
        byte[] table = Profiles.tableOfParts(9, straight, straight, identity, straight, TableProfileTest::lab);
        byte[] profile = Profiles.of("prtr", "RGB ", "Lab ").with("A2B1", table).bytes();

        assertLikeJdk(profile, ColorKind.RGB);
    }

    @Test
    void shouldPreferTablesToMatrixAndCurves() {
        byte[] curve = Profiles.gamma(1);
        byte[] profile = Profiles.of("mntr", "RGB ", "XYZ ")
                .version(2)
                .with("rXYZ", Profiles.xyz(0.1, 0.2, 0.3))
                .with("gXYZ", Profiles.xyz(0.1, 0.2, 0.3))
                .with("bXYZ", Profiles.xyz(0.1, 0.2, 0.3))
                .with("rTRC", curve)
                .with("gTRC", curve)
                .with("bTRC", curve)
                .with("A2B0", Profiles.table16(3, 11, 2.2, TableProfileTest::xyz))
                .bytes();

        assertLikeJdk(profile, ColorKind.RGB);
    }

    /** The perceptual table of a printer tells how it bends colours, the colorimetric one how they look. */
    @Test
    void shouldTakeTheColorimetricTableOfPrinters() {
        byte[] profile = Profiles.of("prtr", "CMYK", "Lab ")
                .version(2)
                .with("A2B0", Profiles.table8(4, 2, ink -> new double[] {0.5, 0.5, 0.5}))
                .with("A2B1", Profiles.table8(4, 5, TableProfileTest::ink))
                .bytes();

        assertLikeJdk(profile, ColorKind.CMYK);
    }

    private static void assertLikeJdk(byte[] profile, ColorKind kind) {
        float[] samples = samples(kind.channels());
        byte[] rgb = ColorTransform.ofProfile(profile, kind).orElseThrow().toSrgb(samples, kind.channels());
        WritableRaster expected = convertByJdk(profile, samples, kind.channels());
        for (int i = 0; i < rgb.length; i++) {
            assertThat((rgb[i] & 0xff) * 257)
                    .as("channel %d of pixel %d", i % 3, i / 3)
                    .isCloseTo(expected.getSample(i / 3, 0, i % 3), within(2 * 257));
        }
    }

    private static float[] samples(int channels) {
        Random random = new Random(1);
        float[] samples = new float[PIXELS * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(4) == 0 ? 255 * random.nextInt(2) : random.nextInt(256);
        }
        return samples;
    }

    private static WritableRaster convertByJdk(byte[] profile, float[] samples, int channels) {
        WritableRaster source =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, PIXELS, 1, channels, new Point());
        for (int i = 0; i < samples.length; i++) {
            source.setSample(i / channels, 0, i % channels, 257 * (int) samples[i]);
        }
        WritableRaster result = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, PIXELS, 1, 3, new Point());
        ICC_Profile[] chain = {ICC_Profile.getInstance(profile), ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
        return new ColorConvertOp(chain, null).filter(source, result);
    }

    private static byte[] printer(String tag, byte[] table) {
        return Profiles.of("prtr", "CMYK", "Lab ").version(2).with(tag, table).bytes();
    }

    private static double[] ink(double[] cmyk) {
        double light = 1 - 0.9 * cmyk[3];
        return lab(
                new double[] {(1 - 0.9 * cmyk[0]) * light, (1 - 0.8 * cmyk[1]) * light, (1 - 0.95 * cmyk[2]) * light});
    }

    private static double[] legacyInk(double[] cmyk) {
        return legacy(ink(cmyk));
    }

    /** Nothing but smooth and colourful. */
    private static double[] lab(double[] rgb) {
        return new double[] {
            0.2 * rgb[0] + 0.7 * rgb[1] + 0.1 * rgb[2],
            (128 + 90 * (rgb[0] - rgb[1])) / 255,
            (128 + 70 * (0.5 * rgb[0] + 0.5 * rgb[1] - rgb[2])) / 255
        };
    }

    private static double[] legacy(double[] lab) {
        return new double[] {lab[0] * 65280 / 65535, lab[1] * 65280 / 65535, lab[2] * 65280 / 65535};
    }

    private static double[] xyz(double[] rgb) {
        return new double[] {
            (0.436 * rgb[0] + 0.385 * rgb[1] + 0.143 * rgb[2]) / 2,
            (0.222 * rgb[0] + 0.717 * rgb[1] + 0.061 * rgb[2]) / 2,
            (0.014 * rgb[0] + 0.097 * rgb[1] + 0.714 * rgb[2]) / 2
        };
    }
}
