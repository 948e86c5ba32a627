package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownNameTest {

    @ParameterizedTest
    @CsvSource({
        "a.jpg, a.jpg",
        "2026-03-01/f00/a b.jpg, a b.jpg",
        "dir/, Photo",
        "/, Photo",
        "' ', Photo",
        "<b>\", <b>\""
    })
    void shouldBeTheFilesOwnName(String key, String name) {
        assertThat(ShownName.of(key)).isEqualTo(name);
    }

    @Test
    void shouldNotActOnTheTextAroundIt() {
        assertThat(ShownName.of("a\n\r\t\0\u001b[31m\u009b0m\u007f.jpg"))
                .isEqualTo("a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD[31m\uFFFD0m\uFFFD.jpg");
        assertThat(ShownName.of("gpj\u202Eexe\u2067x\u2069\u2028.jpg"))
                .isEqualTo("gpj\uFFFDexe\uFFFDx\uFFFD\uFFFD.jpg");
        assertThat(ShownName.of("half\ud800.jpg")).isEqualTo("half\uFFFD.jpg");
    }

    @Test
    void shouldKeepWhatLanguagesAreWrittenWith() {
        String name = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 \ud83d\udc69\u200d\ud83d\udc67 ünï 日本.jpg";

        assertThat(ShownName.of(name)).isEqualTo(name);
    }
}
