package dev.darkroom.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    @Test
    void shouldLeaveLettersOfAnyLanguageAlone() {
        assertThat(PrintableText.of("Grüße/写真 📷 (1).jpg")).isEqualTo("Grüße/写真 📷 (1).jpg");
    }

    @Test
    void shouldPutNumbersInPlaceOfWhatTerminalsObey() {
        assertThat(PrintableText.of("a\u001B[2Jb\u009B31mc")).isEqualTo("a\\u{1b}[2Jb\\u{9b}31mc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u0085", "\u2028", "\u2029", "\u0000", "\u007F", "\u202E", "\uFEFF", "\uD800"})
    void shouldStayOnOneLineAndShowWhatIsInvisible(String character) {
        assertThat(PrintableText.of("a" + character + "b"))
                .isEqualTo("a\\u{" + Integer.toHexString(character.charAt(0)) + "}b");
    }
}
