package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BmpReaderTest extends FormatContract {
    @Override
    byte[] gradient() {
        return Pictures.encode("bmp", Pictures.gradient(240, 160));
    }

    @Override
    ImageFormat format() {
        return ImageFormat.BMP;
    }

    @Override
    ImageFormat expectedOutput() {
        return ImageFormat.JPEG;
    }

    @Override
    int tolerance() {
        return 14;
    }

    @Test
    void shouldReadRowsFromTheTopWhenTheHeightIsNegative() throws ImageException {
        byte[] bottomUp = Pictures.encode("bmp", Pictures.gradient(240, 160));
        ByteBuffer header = ByteBuffer.wrap(bottomUp).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(22, -header.getInt(22));

        BufferedImage actual = Pictures.decode(thumbnailer.fit(bottomUp, BOX));

        Pictures.assertPixel(actual, 50, 0, 0x80ff80, 24);
    }

    @Test
    void shouldRefuseTheLowestOfAllHeights() {
        byte[] hostile = Pictures.encode("bmp", Pictures.gradient(240, 160));
        ByteBuffer.wrap(hostile).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);

        assertThatThrownBy(() -> thumbnailer.fit(hostile, BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("too-many-pixels"));
    }

    @Test
    void shouldShowWhatThereIsOfATruncatedFile() throws ImageException {
        byte[] whole = Pictures.encode("bmp", Pictures.gradient(240, 160));

        Thumbnail thumbnail = thumbnailer.fit(Arrays.copyOf(whole, whole.length / 2), BOX);

        assertThat(thumbnail.notes()).contains(Note.TRUNCATED);
        Pictures.assertPixel(Pictures.decode(thumbnail), 50, 64, 0x80f780, 24);
    }
}
