package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailerTest {
    private final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    @ParameterizedTest
    @CsvSource({
        "800, 600, 400, 300",
        "600, 800, 300, 400",
        "100, 50, 400, 200",
        "400, 400, 400, 400",
        "1, 1, 400, 400",
        "1, 5000, 1, 400",
        "5000, 1, 400, 1",
        "1000, 667, 400, 267",
        "1000, 666, 400, 266",
        "2000, 1, 400, 1"
    })
    void shouldFillTheBoxAndKeepTheAspectRatio(int width, int height, int expectedWidth, int expectedHeight)
            throws ImageException {
        Thumbnail thumbnail =
                thumbnailer.fit(Pictures.png(Pictures.gradient(width, height)), FitOptions.within(400, 400));

        assertThat(thumbnail.width()).isEqualTo(expectedWidth);
        assertThat(thumbnail.height()).isEqualTo(expectedHeight);
        assertThat(Pictures.decode(thumbnail).getWidth()).isEqualTo(expectedWidth);
        assertThat(Pictures.decode(thumbnail).getHeight()).isEqualTo(expectedHeight);
        assertThat(thumbnail.source()).isEqualTo(new Thumbnail.Source(ImageFormat.PNG, width, height, 1));
    }

    @Test
    void shouldKeepSmallPicturesAtTheirSizeWhenToldSo() throws ImageException {
        byte[] small = Pictures.png(Pictures.gradient(100, 50));

        Thumbnail thumbnail = thumbnailer.fit(small, FitOptions.within(400, 400).withEnlarge(Enlarge.NEVER));

        assertThat(thumbnail.width()).isEqualTo(100);
        assertThat(thumbnail.height()).isEqualTo(50);
        Pictures.assertSimilar(Pictures.decode(thumbnail), Pictures.gradient(100, 50), 0);
    }

    @Test
    void shouldStillReduceLargePicturesWhenEnlargingIsOff() throws ImageException {
        byte[] large = Pictures.png(Pictures.gradient(800, 200));

        Thumbnail thumbnail = thumbnailer.fit(large, FitOptions.within(400, 400).withEnlarge(Enlarge.NEVER));

        assertThat(thumbnail.width()).isEqualTo(400);
        assertThat(thumbnail.height()).isEqualTo(100);
    }

    @Test
    void shouldWriteLargerFilesAtHigherQuality() throws ImageException {
        byte[] jpeg = Pictures.jpeg(Pictures.gradient(800, 600));
        FitOptions options = FitOptions.within(400, 400);

        Thumbnail low = thumbnailer.fit(jpeg, options.withJpegQuality(30));
        Thumbnail high = thumbnailer.fit(jpeg, options.withJpegQuality(95));

        assertThat(high.content()).hasSizeGreaterThan(low.content().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello, world",
                "<!DOCTYPE html><html><script>alert(1)</script></html>",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "%PDF-1.7\n",
                "BM is how this text starts, and it is long enough",
                "RIFF....WAVEfmt ",
                "x"
            })
    void shouldRefuseWhatIsNotAnImage(String content) {
        assertFault(content.getBytes(StandardCharsets.UTF_8), "not-an-image");
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertFault(new byte[0], "empty");
    }

    @Test
    void shouldRefuseAFileOfAMagicNumberOnly() {
        assertFault(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, "corrupt");
        assertFault("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1), "corrupt");
    }

    private void assertFault(byte[] content, String code) {
        assertThatThrownBy(() -> thumbnailer.fit(content, FitOptions.within(400, 400)))
                .isInstanceOfSatisfying(ImageException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e).hasMessageEndingWith(".");
                });
    }
}
