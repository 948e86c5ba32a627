package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "/", "//", "...", "a..b/.c", "\\..\\", "%2e%2e/", ".gallery", ".Gallery/x", "\u0000", "?"})
    void shouldLetAnyNameStand(String key) {
        assertThatCode(() -> KeyRules.check(key)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {".gallery/", ".gallery/x", ".gallery/../x", ".gallery-large/x"})
    void shouldNotLetANameStandAmongThoseThatTheGalleryKeepsToItself(String key) {
        assertRejected(key, "key-reserved");
    }

    @Test
    void shouldMeasureANameAsTheIndexWritesIt() {
        assertThatCode(() -> KeyRules.check("k".repeat(991))).doesNotThrowAnyException();
        assertRejected("k".repeat(992), "key-too-long");
        assertThatCode(() -> KeyRules.check("%".repeat(330))).doesNotThrowAnyException();
        assertRejected("%".repeat(331), "key-too-long");
        assertRejected("ü".repeat(496), "key-too-long");
    }

    private static void assertRejected(String key, String code) {
        assertThatExceptionOfType(UploadRejectedException.class)
                .isThrownBy(() -> KeyRules.check(key))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo(code));
    }
}
