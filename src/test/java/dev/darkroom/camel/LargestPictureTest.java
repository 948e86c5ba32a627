package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargestPictureTest {

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1L + Integer.MAX_VALUE, Long.MAX_VALUE})
    void shouldRefuseNumbersOfPixelsThatMakeNoSense(long pixels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LargestPicture(400, 400, pixels))
                .withMessage("darkroom.image.max-pixels is " + pixels + ": use a number from 1 to 2147483647");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4097})
    void shouldRefuseBoxesThatMakeNoSense(int side) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LargestPicture(side, 400, 1))
                .withMessageContaining("darkroom.thumbnail.width is " + side);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LargestPicture(400, side, 1))
                .withMessageContaining("darkroom.thumbnail.height is " + side);
    }

    @Test
    void shouldTakeTheSmallestAndTheLargest() {
        assertThatNoException().isThrownBy(() -> new LargestPicture(1, 1, 1));
        assertThatNoException().isThrownBy(() -> new LargestPicture(4096, 4096, Integer.MAX_VALUE));
    }
}
