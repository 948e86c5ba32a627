package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileMarkTest {

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "GIF"})
    void shouldMakeAnotherFileOfTheSamePicture(ImageFormat format) throws IOException, ImageException {
        BufferedImage picture = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(3, 4, 0x40C0FF);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(picture, format.name(), file);
        Thumbnail thumbnail = new Thumbnailer(Limits.defaults()).fit(file.toByteArray(), FitOptions.within(60, 60));

        byte[] marked = FileMark.put(format, thumbnail.content(), 0xFFD9_0000_3B00_FF00L);

        assertThat(thumbnail.format()).isEqualTo(format);
        assertThat(marked).isNotEqualTo(thumbnail.content());
        assertThat(marked).isNotEqualTo(FileMark.put(format, thumbnail.content(), 1));
        assertThat(marked.length - thumbnail.content().length).isBetween(1, 40);
        assertThat(pixels(marked)).isEqualTo(pixels(thumbnail.content()));
        assertThat(new Thumbnailer(Limits.defaults())
                        .fit(marked, FitOptions.within(60, 60))
                        .notes())
                .isEmpty();
    }

    private static int[] pixels(byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
