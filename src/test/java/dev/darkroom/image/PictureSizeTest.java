package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureSizeTest {

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp"})
    void shouldTellTheSizeOfAPicture(String format) {
        byte[] file = Pictures.encode(format, Pictures.gradient(70, 30));

        assertThat(size(file)).contains(new PictureSize(70, 30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg-size-70x1-2x2.jpg",
                "png-interlaced.png",
                "tiff-two-pages.tif",
                "tiff-big.tif",
                "webp-lossy.webp",
                "webp-lossy-alpha.webp",
                "webp-lossless-flat.webp",
                "webp-animated.webp"
            })
    void shouldTellNothingOrTheSameOfEachBeginning(String name) {
        byte[] file = Pictures.resource(name);
        PictureSize whole = size(file).orElseThrow();

        for (int length = 0; length < file.length; length++) {
            Optional<PictureSize> told = size(Arrays.copyOf(file, length));
            assertThat(told.orElse(whole)).as("the first %d bytes", length).isEqualTo(whole);
        }
    }

    @Test
    void shouldBeContentWithTheBeginningOfALargePicture() {
        byte[] file = Pictures.jpeg(Pictures.noise(640, 480));

        assertThat(size(Arrays.copyOf(file, 1000))).contains(new PictureSize(640, 480));
    }

    @Test
    void shouldTellNothingOfWhatIsNoPictureOrBeyondTheLimits() {
        assertThat(size(new byte[0])).isEmpty();
        assertThat(size("<svg/>".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(PictureSize.of(
                        Pictures.png(Pictures.gradient(70, 30)),
                        Limits.defaults().withMaxPixels(2099)))
                .isEmpty();
    }

    private static Optional<PictureSize> size(byte[] file) {
        return PictureSize.of(file, Limits.defaults());
    }
}
