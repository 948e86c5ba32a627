package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailsTest {

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1L + Integer.MAX_VALUE, Long.MAX_VALUE})
    void shouldRefuseNumbersOfPixelsThatMakeNoSense(long pixels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thumbnails(400, 400, true, pixels))
                .withMessage("darkroom.image.max-pixels is " + pixels + ": use a number from 1 to 2147483647");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4097})
    void shouldRefuseBoxesThatMakeNoSense(int side) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thumbnails(side, 400, true, 1))
                .withMessageContaining("darkroom.thumbnail.width is " + side);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thumbnails(400, side, true, 1))
                .withMessageContaining("darkroom.thumbnail.height is " + side);
    }

    @Test
    void shouldTakeTheSmallestAndTheLargest() {
        assertThatNoException().isThrownBy(() -> new Thumbnails(1, 1, true, 1));
        assertThatNoException().isThrownBy(() -> new Thumbnails(4096, 4096, false, Integer.MAX_VALUE));
    }
}
