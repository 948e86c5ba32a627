package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void shouldRefuseOptionsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> FitOptions.within(0, 400));
        assertThatIllegalArgumentException().isThrownBy(() -> FitOptions.within(400, FitOptions.MAX_SIDE + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitOptions.within(400, 400).withJpegQuality(101))
                .withMessage("jpegQuality must be 1 to 100, not 101");
    }

    @Test
    void shouldRefuseLimitsThatAllowNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.defaults().withMaxPixels(0))
                .withMessage("maxPixels must be at least 1, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.defaults().withMaxFrames(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.defaults().withMaxOutputPixels(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.defaults().withMaxScans(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.defaults().withMaxDecodedBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.defaults().withMaxAnimationBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.defaults().withMaxUnpackedBytes(0));
    }

    @Test
    void shouldHaveDefaultsThatAreDocumented() {
        assertThat(FitOptions.within(400, 300))
                .isEqualTo(new FitOptions(400, 300, Enlarge.ALLOWED, 85, Optional.empty()));
        assertThat(Limits.defaults())
                .isEqualTo(new Limits(100_000_000, 500, 32_000_000, 200, 48 << 20, 16 << 20, 1 << 30));
    }

    /** Stored with rejected uploads: a changed code would orphan what is stored. */
    @Test
    void shouldKeepTheCodesOfFaults() {
        assertThat(Arrays.stream(ImageFault.values()).map(ImageFault::code))
                .containsExactly("empty", "not-an-image", "unsupported", "corrupt", "too-many-pixels", "out-of-memory");
        assertThat(Arrays.stream(ImageFault.values()).filter(fault -> !fault.isPermanent()))
                .containsExactly(ImageFault.OUT_OF_MEMORY);
    }
}
