package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ImageReadParam} asks for, at full size. Where the JDK's reader keeps its contract it is the measure. */
class JpegReadParamTest {
    private static final byte[] COLOUR = JpegFiles.resource("sampling-2x2");
    private static final byte[] GREY = JpegFiles.resource("grey");

    static Stream<Named<Consumer<ImageReadParam>>> settings() {
        return Stream.of(
                named("none", param -> {}),
                named("a region", param -> param.setSourceRegion(new Rectangle(5, 7, 30, 20))),
                named("a region that hangs over", param -> param.setSourceRegion(new Rectangle(50, 30, 100, 100))),
                named("one pixel", param -> param.setSourceRegion(new Rectangle(66, 44, 1, 1))),
                named("a row", param -> param.setSourceRegion(new Rectangle(0, 17, 67, 1))),
                named("every second", param -> param.setSourceSubsampling(2, 2, 0, 0)),
                named("every third from the second", param -> param.setSourceSubsampling(3, 5, 1, 2)),
                named("a region of every other row", param -> {
                    param.setSourceRegion(new Rectangle(3, 4, 40, 33));
                    param.setSourceSubsampling(1, 2, 0, 1);
                }),
                named("an offset", param -> param.setDestinationOffset(new Point(4, 9))),
                named("an offset to the left", param -> {
                    param.setSourceSubsampling(3, 2, 1, 1);
                    param.setDestinationOffset(new Point(-7, -9));
                }),
                named("bands in another order", param -> param.setSourceBands(new int[] {2, 0, 1})));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldReadWhatTheJdkReads(Consumer<ImageReadParam> setting) throws IOException {
        JpegFiles.assertSame(read(JpegFiles.reader(COLOUR), setting), read(JpegFiles.jdkReader(COLOUR), setting));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldReadIntoTheMiddleOfAnImage(Consumer<ImageReadParam> setting) throws IOException {
        Consumer<ImageReadParam> intoImage = setting.andThen(param -> {
            BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_3BYTE_BGR);
            image.getRaster().setPixels(0, 0, 50, 40, new int[50 * 40 * 3]);
            image.setRGB(0, 0, 0x123456);
            param.setDestination(image);
        });

        JpegFiles.assertSame(read(JpegFiles.reader(COLOUR), intoImage), read(JpegFiles.jdkReader(COLOUR), intoImage));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_BYTE_GRAY
            })
    void shouldReadIntoImagesOfOtherTypes(int type) throws IOException {
        Consumer<ImageReadParam> setting = param -> param.setDestination(new BufferedImage(67, 45, type));

        JpegFiles.assertSame(read(JpegFiles.reader(COLOUR), setting), read(JpegFiles.jdkReader(COLOUR), setting));
        JpegFiles.assertSame(read(JpegFiles.reader(GREY), setting), read(JpegFiles.jdkReader(GREY), setting));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_USHORT_565_RGB})
    void shouldRefuseImagesThatDoNotHoldBytes(int type) {
        assertThatThrownBy(() ->
                        read(JpegFiles.reader(COLOUR), param -> param.setDestination(new BufferedImage(67, 45, type))))
                .isInstanceOf(IIOException.class)
                .hasMessageContaining("8 bits");
    }

    @Test
    void shouldRefuseAnImageWithMoreBandsThanThereAre() {
        BufferedImage transparent = new BufferedImage(67, 45, BufferedImage.TYPE_INT_ARGB);

        assertThatThrownBy(() -> read(JpegFiles.reader(COLOUR), param -> param.setDestination(transparent)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseATypeThatIsNotOffered() {
        ImageTypeSpecifier type = ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_INT_RGB);

        assertThatThrownBy(() -> read(JpegFiles.reader(COLOUR), param -> param.setDestinationType(type)))
                .isInstanceOf(IIOException.class);
    }

    @Test
    void shouldReadIntoTheBandsThatAreNamed() throws IOException {
        BufferedImage whole = JpegFiles.reader(COLOUR).read(0);
        BufferedImage transparent = new BufferedImage(67, 45, BufferedImage.TYPE_INT_ARGB);

        read(JpegFiles.reader(COLOUR), param -> {
            param.setDestination(transparent);
            param.setSourceBands(new int[] {0, 2});
            param.setDestinationBands(new int[] {2, 1});
        });

        int[] source = whole.getRaster().getPixel(20, 30, (int[]) null);
        assertThat(transparent.getRaster().getPixel(20, 30, (int[]) null)).containsExactly(0, source[2], source[0], 0);
    }

    @Test
    void shouldReadRgbAsGreyWhenAsked() throws IOException {
        BufferedImage rgb = JpegFiles.reader(JpegFiles.resource("rgb")).read(0);

        BufferedImage grey = read(
                JpegFiles.reader(JpegFiles.resource("rgb")),
                param -> param.setDestinationType(
                        ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_BYTE_GRAY)));

        int[] pixel = rgb.getRaster().getPixel(20, 30, (int[]) null);
        double luma = 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
        assertThat(grey.getRaster().getSample(20, 30, 0)).isEqualTo((int) Math.round(luma));
    }

    @Test
    void shouldReadARegionOfTheComponents() throws IOException {
        Raster whole = JpegFiles.reader(COLOUR).readRaster(0, null);
        ImageReader reader = JpegFiles.reader(COLOUR);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle(3, 4, 20, 20));
        param.setSourceSubsampling(3, 2, 1, 1);
        param.setSourceBands(new int[] {2, 0});
        param.setDestinationOffset(new Point(7, 9));

        Raster actual = reader.readRaster(0, param);

        assertThat(actual.getBounds()).isEqualTo(new Rectangle(7, 9, 7, 10));
        assertThat(actual.getNumBands()).isEqualTo(2);
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 7; x++) {
                assertThat(actual.getPixel(7 + x, 9 + y, (int[]) null))
                        .containsExactly(
                                whole.getSample(4 + 3 * x, 5 + 2 * y, 2), whole.getSample(4 + 3 * x, 5 + 2 * y, 0));
            }
        }
    }

    @Test
    void shouldRefuseARegionOutsideOfThePicture() {
        Rectangle outside = new Rectangle(300, 4, 20, 20);
        ImageReader reader = JpegFiles.reader(COLOUR);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(outside);

        assertThatThrownBy(() -> reader.read(0, param)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.readRaster(0, param)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BufferedImage read(ImageReader reader, Consumer<ImageReadParam> setting) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        setting.accept(param);
        return reader.read(0, param);
    }
}
