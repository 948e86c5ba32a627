package dev.darkroom.image.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;

class WebpImageReaderTest {
    @Test
    void shouldBeFoundByImageIo() throws IOException {
        byte[] file = WebpFixtures.file("alpha-raw");
        List<int[]> expected = WebpFixtures.decode(file).rows();

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));

        assertThat(image.getWidth()).isEqualTo(30);
        assertThat(image.getHeight()).isEqualTo(21);
        for (int y = 0; y < 21; y++) {
            assertThat(image.getRGB(0, y, 30, 1, null, 0, 30)).isEqualTo(expected.get(y));
        }
    }

    @Test
    void shouldReadEverySecondPixelOfARegion() throws IOException {
        byte[] file = WebpFixtures.file("lossless-photo");
        List<int[]> expected = WebpFixtures.decode(file).rows();
        ImageReader reader = reader(file);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle(3, 5, 20, 11));
        param.setSourceSubsampling(2, 3, 0, 0);

        BufferedImage image = reader.read(0, param);

        assertThat(image.getWidth()).isEqualTo(10);
        assertThat(image.getHeight()).isEqualTo(4);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 10; x++) {
                assertThat(image.getRGB(x, y)).isEqualTo(expected.get(5 + 3 * y)[3 + 2 * x]);
            }
        }
    }

    @Test
    void shouldWarnOfAFileThatEndsEarly() throws IOException {
        byte[] file = WebpFixtures.file("lossless-photo");
        ImageReader reader = reader(Arrays.copyOf(file, file.length / 2));
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));

        BufferedImage image = reader.read(0);

        assertThat(image.getHeight()).isEqualTo(40);
        assertThat(warnings).hasSize(1);
    }

    @Test
    void shouldHoldOnePicture() throws IOException {
        ImageReader reader = reader(WebpFixtures.file("animated-offset"));

        assertThat(reader.getNumImages(true)).isEqualTo(1);
        assertThatThrownBy(() -> reader.read(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static ImageReader reader(byte[] file) {
        ImageReader reader = new WebpImageReaderSpi().createReaderInstance(null);
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
        return reader;
    }
}
