package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ImageReadParam#setSourceRenderSize}. */
class JpegRenderSizeTest {
    private static final byte[] PHOTO = JpegFiles.write(JpegFiles.photo(640, 427), 0.9f);

    @ParameterizedTest
    @CsvSource({"40, 27", "80, 53", "81, 54", "160, 107", "300, 200", "500, 334", "101, 333", "639, 426", "640, 1"})
    void shouldEqualTheFullPictureReducedInFloatingPoint(int width, int height) throws IOException {
        Raster full = JpegFiles.reader(PHOTO).read(0).getRaster();

        BufferedImage actual = render(PHOTO, width, height);

        assertThat(new Dimension(actual.getWidth(), actual.getHeight())).isEqualTo(new Dimension(width, height));
        assertThat(FloatReference.psnr(actual.getRaster(), full)).isGreaterThan(45);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sampling-1x1",
                "sampling-1x2",
                "sampling-4x1",
                "sampling-2x4",
                "sampling-3x2-2x1-1x1",
                "sampling-1x1-2x2-2x1",
                "progressive-default",
                "not-interleaved",
                "restart-1",
                "grey",
                "rgb",
                "cmyk-2x2",
                "ycck-1x1",
                "size-17x33-2x2"
            })
    void shouldReduceAllKindsOfFiles(String name) throws IOException {
        byte[] jpeg = JpegFiles.resource(name);
        BufferedImage full = JpegFiles.reader(jpeg).read(0);

        BufferedImage actual = render(jpeg, full.getWidth() / 4, full.getHeight() / 4);

        assertThat(actual.getType()).isEqualTo(full.getType());
        assertThat(FloatReference.psnr(actual.getRaster(), full.getRaster())).isGreaterThan(30);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "67, 1", "1, 45", "68, 46", "200, 100"})
    void shouldReadAtAnySize(int width, int height) throws IOException {
        BufferedImage actual = render(JpegFiles.resource("sampling-2x2"), width, height);

        assertThat(new Dimension(actual.getWidth(), actual.getHeight())).isEqualTo(new Dimension(width, height));
    }

    @Test
    void shouldReadOnePixelAsItIs() throws IOException {
        byte[] jpeg = JpegFiles.resource("size-1x1-2x2");
        int pixel = JpegFiles.reader(jpeg).read(0).getRGB(0, 0);

        BufferedImage actual = render(jpeg, 3, 2);

        assertThat(actual.getRGB(0, 0)).isEqualTo(pixel);
        assertThat(actual.getRGB(2, 1)).isEqualTo(pixel);
    }

    @Test
    void shouldEqualTheFullPictureAtItsSize() throws IOException {
        JpegFiles.assertSame(render(PHOTO, 640, 427), JpegFiles.reader(PHOTO).read(0));
    }

    @Test
    void shouldCountRegionsInPixelsOfTheRenderSize() throws IOException {
        BufferedImage whole = render(PHOTO, 160, 107);
        ImageReader reader = JpegFiles.reader(PHOTO);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRenderSize(new Dimension(160, 107));
        param.setSourceRegion(new Rectangle(100, 90, 60, 17));
        param.setSourceSubsampling(2, 3, 1, 0);

        BufferedImage actual = reader.read(0, param);

        assertThat(new Dimension(actual.getWidth(), actual.getHeight())).isEqualTo(new Dimension(30, 6));
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 30; x++) {
                assertThat(actual.getRGB(x, y)).isEqualTo(whole.getRGB(101 + 2 * x, 90 + 3 * y));
            }
        }
    }

    @Test
    void shouldReduceComponentsToo() throws IOException {
        ImageReader reader = JpegFiles.reader(PHOTO);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRenderSize(new Dimension(160, 107));

        Raster actual = reader.readRaster(0, param);

        assertThat(actual.getBounds()).isEqualTo(new Rectangle(160, 107));
        assertThat(FloatReference.psnr(actual, JpegFiles.reader(PHOTO).readRaster(0, null)))
                .isGreaterThan(45);
    }

    @Test
    void shouldReduceAPhotoAsTheReadmeShows() throws IOException {
        BufferedImage thumbnail = reduce(new ByteArrayInputStream(PHOTO), 160);

        assertThat(new Dimension(thumbnail.getWidth(), thumbnail.getHeight())).isEqualTo(new Dimension(160, 107));
    }

    /** The example of the README. */
    private static BufferedImage reduce(InputStream photo, int width) throws IOException {
        ImageReader reader = new JpegImageReaderSpi().createReaderInstance();
        try (ImageInputStream input = ImageIO.createImageInputStream(photo)) {
            reader.setInput(input);
            ImageReadParam param = reader.getDefaultReadParam();
            int height = Math.max(1, Math.round(width / reader.getAspectRatio(0)));
            param.setSourceRenderSize(new Dimension(width, height));
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage render(byte[] jpeg, int width, int height) throws IOException {
        ImageReader reader = JpegFiles.reader(jpeg);
        ImageReadParam param = reader.getDefaultReadParam();
        assertThat(param.canSetSourceRenderSize()).isTrue();
        param.setSourceRenderSize(new Dimension(width, height));
        return reader.read(0, param);
    }
}
