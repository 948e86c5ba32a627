package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.codec.UnsupportedImageException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole pictures at full size. The JDK's reader is matched to the bit. */
class JpegImageReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sampling-1x1",
                "sampling-2x1",
                "sampling-2x2",
                "sampling-4x1",
                "sampling-1x4",
                "sampling-4x2",
                "sampling-2x4",
                "sampling-3x1",
                "sampling-4x4",
                "sampling-4x4-progressive",
                "4-1-1",
                "grey",
                "grey-sampling-2x2",
                "size-1x1-2x1",
                "size-1x1-2x2",
                "size-7x5-2x1",
                "size-7x5-2x2",
                "size-8x8-2x1",
                "size-8x8-2x2",
                "size-16x16-2x1",
                "size-16x16-2x2",
                "size-17x33-2x1",
                "size-17x33-2x2",
                "size-17x33-progressive",
                "size-1x70-2x1",
                "size-1x70-2x2",
                "size-70x1-2x1",
                "size-70x1-2x2",
                "optimized",
                "quality-1",
                "quality-100",
                "quantization-16-bit",
                "extended",
                "restart-1",
                "restart-4",
                "restart-1-progressive",
                "restart-3-not-interleaved",
                "not-interleaved",
                "not-interleaved-odd-band",
                "partly-interleaved",
                "progressive",
                "progressive-default",
                "progressive-grey",
                "progressive-4x4-4",
                "progressive-spectral",
                "progressive-approximation",
                "progressive-apart",
                "rgb",
                "rgb-ids",
                "rgb-adobe",
                "ycbcr-bare",
                "ycbcr-ids-0",
                "ycbcr-ids-odd",
                "ycbcr-adobe",
                "fill-bytes",
                "junk-between-segments",
                "junk-after-end",
                "no-end",
                "exif-orientation-6",
                "comment",
                "bit-flipped",
                "restart-damaged"
            })
    void shouldEqualTheReaderOfTheJdk(String name) throws IOException {
        byte[] jpeg = JpegFiles.resource(name);

        JpegFiles.assertSame(
                JpegFiles.reader(jpeg).read(0), JpegFiles.jdkReader(jpeg).read(0));
        JpegFiles.assertSame(
                JpegFiles.reader(jpeg).readRaster(0, null),
                JpegFiles.jdkReader(jpeg).readRaster(0, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk-1x1", "cmyk-2x2", "cmyk-bare", "cmyk", "ycck-1x1", "ycck-2x2", "ycck-progressive"})
    void shouldGiveFourComponentsAsTheyAreStored(String name) throws IOException {
        byte[] jpeg = JpegFiles.resource(name);

        JpegFiles.assertSame(
                JpegFiles.reader(jpeg).readRaster(0, null),
                JpegFiles.jdkReader(jpeg).readRaster(0, null));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.02f, 0.5f, 0.9f, 1f})
    void shouldEqualTheReaderOfTheJdkOnAllFrequencies(float quality) throws IOException {
        BufferedImage noise = new BufferedImage(203, 119, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(7);
        for (int y = 0; y < noise.getHeight(); y++) {
            for (int x = 0; x < noise.getWidth(); x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        byte[] jpeg = JpegFiles.write(noise, quality);

        JpegFiles.assertSame(
                JpegFiles.reader(jpeg).read(0), JpegFiles.jdkReader(jpeg).read(0));
    }

    /** Some builds of the JDK bring a library that interpolates rows of this sampling, hence no comparison with it. */
    @ParameterizedTest
    @ValueSource(strings = {"sampling-1x2", "sampling-3x2-2x1-1x1", "sampling-1x4", "sampling-4x1"})
    void shouldRepeatSamplesWhereTheRatioIsUnusual(String name) throws IOException {
        byte[] jpeg = JpegFiles.resource(name);
        JpegDecoder decoder = JpegDecoder.open(jpeg);
        List<List<float[]>> planes = new ArrayList<>();
        decoder.header().components().forEach(component -> planes.add(new ArrayList<>()));
        decoder.decode(8, JpegDecoder.Detail.ALL, (component, samples, offset) -> {
            float[] row = new float[decoder.width(component, 8)];
            System.arraycopy(samples, offset, row, 0, row.length);
            planes.get(component).add(row);
        });

        Raster actual = JpegFiles.reader(jpeg).readRaster(0, null);

        for (int i = 0; i < planes.size(); i++) {
            JpegHeader.Component component = decoder.header().components().get(i);
            for (int y = 0; y < actual.getHeight(); y++) {
                float[] row = planes.get(i)
                        .get(y * component.vertical() / decoder.header().maxVertical());
                for (int x = 0; x < actual.getWidth(); x++) {
                    float expected =
                            row[x * component.horizontal() / decoder.header().maxHorizontal()];
                    assertThat(actual.getSample(x, y, i)).as("%d,%d", x, y).isEqualTo((int) expected);
                }
            }
        }
    }

    @Test
    void shouldConvertFromTheEmbeddedProfileAsTheJdkDoes() throws IOException {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] jpeg = JpegFiles.withProfile(JpegFiles.resource("sampling-2x2"), linear);

        BufferedImage actual = JpegFiles.reader(jpeg).read(0);

        JpegFiles.assertSame(actual, JpegFiles.jdkReader(jpeg).read(0));
        assertThat(actual.getColorModel().getColorSpace().isCS_sRGB()).isTrue();
        assertThat(actual.getRGB(30, 20))
                .isNotEqualTo(JpegFiles.reader(JpegFiles.resource("sampling-2x2"))
                        .read(0)
                        .getRGB(30, 20));
    }

    @Test
    void shouldLeaveColoursInTheSpaceOfTheProfileWhenAsked() throws IOException {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        ImageReader reader = JpegFiles.reader(JpegFiles.withProfile(JpegFiles.resource("sampling-2x2"), linear));
        List<ImageTypeSpecifier> types = new ArrayList<>();
        reader.getImageTypes(0).forEachRemaining(types::add);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setDestinationType(types.get(1));

        BufferedImage actual = reader.read(0, param);

        assertThat(actual.getColorModel().getColorSpace().isCS_sRGB()).isFalse();
        JpegFiles.assertSame(
                actual.getRaster(),
                JpegFiles.reader(JpegFiles.resource("sampling-2x2")).read(0).getRaster());
    }

    @Test
    void shouldIgnoreADamagedProfileWithAWarning() throws IOException {
        ImageReader reader = JpegFiles.reader(JpegFiles.withProfile(JpegFiles.resource("sampling-2x2"), new byte[300]));
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));

        BufferedImage actual = reader.read(0);

        JpegFiles.assertSame(
                actual, JpegFiles.reader(JpegFiles.resource("sampling-2x2")).read(0));
        assertThat(warnings).singleElement().asString().contains("profile");
    }

    /** The three show one picture, so the inks are taken for what Adobe means by them. */
    @ParameterizedTest
    @ValueSource(strings = {"cmyk-1x1", "cmyk-bare", "ycck-1x1"})
    void shouldShowInksAsColours(String name) throws IOException {
        BufferedImage actual = JpegFiles.reader(JpegFiles.resource(name)).read(0);

        assertThat(actual.getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
        // Red is 255 * 35 / 39, green 0, blue 255 - 200 * 35 / 40; black leaves 255 - 4 * 3.
        assertSimilar(actual.getRGB(35, 0), 228 * 243 / 255, 0, 80 * 243 / 255);
        // To the left of it black leaves 255 - 4 * 31.
        assertSimilar(actual.getRGB(31, 0), 202 * 131 / 255, 0, 100 * 131 / 255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sampling-2x2", "rgb", "grey", "cmyk-1x1"})
    void shouldOfferImageTypesOfWhichTheFirstIsTheDefault(String name) throws IOException {
        ImageReader reader = JpegFiles.reader(JpegFiles.resource(name));

        ImageTypeSpecifier first = reader.getImageTypes(0).next();

        assertThat(reader.read(0).getType()).isEqualTo(first.getBufferedImageType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12-bit", "arithmetic", "arithmetic-progressive", "lossless", "hierarchical", "dnl", "height-0"})
    void shouldSayWhatItCannotRead(String name) {
        assertThatThrownBy(() -> JpegFiles.reader(JpegFiles.resource(name)).read(0))
                .isInstanceOf(UnsupportedImageException.class)
                .hasMessageContaining("JPEG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-scan", "no-huffman-tables", "no-quantization-tables", "width-0", "huge"})
    void shouldRefuseFilesWithoutAPicture(String name) {
        assertThatThrownBy(() -> JpegFiles.reader(JpegFiles.resource(name)).read(0))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "truncated-progressive", "restart-lost", "progressive-gap"})
    void shouldShowWhatThereIsAndWarn(String name) throws IOException {
        ImageReader reader = JpegFiles.reader(JpegFiles.resource(name));
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));

        BufferedImage actual = reader.read(0);

        assertThat(warnings).singleElement().asString().contains("damaged");
        assertThat(actual.getWidth()).isEqualTo(67);
        assertThat(actual.getHeight()).isEqualTo(45);
    }

    @Test
    void shouldKeepTheRowsBeforeAFileEnds() throws IOException {
        BufferedImage whole =
                JpegFiles.reader(JpegFiles.resource("sampling-2x2")).read(0);

        BufferedImage cut = JpegFiles.reader(JpegFiles.resource("truncated")).read(0);

        // A row of MCUs, less the last row, whose colour depends on the next.
        for (int y = 0; y < 15; y++) {
            assertThat(JpegFiles.row(cut.getRaster(), y))
                    .as("row %d", y)
                    .isEqualTo(JpegFiles.row(whole.getRaster(), y));
        }
    }

    @Test
    void shouldThrowNothingButIoExceptionsOnDamagedFiles() {
        Random random = new Random(3);
        int refused = 0;
        for (String name : List.of("sampling-2x2", "progressive-approximation", "restart-1", "ycck-2x2", "grey")) {
            byte[] whole = JpegFiles.resource(name);
            for (int i = 0; i < 200; i++) {
                byte[] mutant =
                        JpegFiles.cut(whole, random.nextInt(3) == 0 ? random.nextInt(whole.length) : whole.length);
                for (int changes = random.nextInt(5); changes > 0 && mutant.length > 0; changes--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(JpegFiles.reader(mutant).read(0)).isNotNull();
                } catch (IOException expected) {
                    refused++;
                }
            }
        }
        assertThat(refused).as("mutants that were damaged enough").isBetween(50, 950);
    }

    private static void assertSimilar(int rgb, int red, int green, int blue) {
        assertThat(new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff})
                .usingElementComparator((left, right) -> Math.abs(left - right) <= 16 ? 0 : left - right)
                .containsExactly(red, green, blue);
    }
}
