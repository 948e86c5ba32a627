package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class UploadAccessTest {

    @Test
    void shouldReadItsNamesInAnyCase() {
        assertThat(UploadAccess.parse("Signed ")).isEqualTo(UploadAccess.SIGNED);
        assertThat(UploadAccess.parse("anonymous")).isEqualTo(UploadAccess.ANONYMOUS);
    }

    @Test
    void shouldNotTakeATypingErrorForAnything() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadAccess.parse("anonymus"))
                .withMessageContaining("darkroom.upload.access")
                .withMessageContaining("anonymous, signed");
    }
}
