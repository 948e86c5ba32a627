package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of a rejection comes from a tag, which others may have put. */
class RejectedStatusTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "<script>", "Not An Image", "line\nfeed", "quote\"", "ünsupported"})
    void shouldRepeatNothingThatIsNoCode(String tag) {
        assertThat(new UploadStatus.Rejected(tag).reason()).isEqualTo("unknown");
    }

    @Test
    void shouldRepeatNoEndlessCode() {
        assertThat(new UploadStatus.Rejected("a".repeat(40)).reason()).hasSize(40);
        assertThat(new UploadStatus.Rejected("a".repeat(41)).reason()).isEqualTo("unknown");
    }
}
