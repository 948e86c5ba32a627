package dev.darkroom.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageFault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RejectionReasonTest {

    private static final String UNKNOWN = RejectionReason.inWords("no-such-code");

    @ParameterizedTest
    @MethodSource("codes")
    void shouldHaveWordsForEveryCodeThatUploadsAreTaggedWith(String code) {
        assertThat(RejectionReason.inWords(code)).isNotEqualTo(UNKNOWN);
    }

    static Stream<String> codes() {
        return Stream.concat(
                Stream.of(ImageFault.values()).filter(ImageFault::isPermanent).map(ImageFault::code),
                Stream.of("too-large", "key-reserved", "key-too-long"));
    }

    @Test
    void shouldSayThatACodeIsNotKnown() {
        assertThat(UNKNOWN).contains("no reason known");
    }
}
