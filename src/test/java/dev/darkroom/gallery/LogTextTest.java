package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is logged of a failure is one line, whatever text came with it. */
class LogTextTest {

    private final LogText text = new LogText();

    @Test
    void shouldTellKindAndMessage() {
        assertThat(text.cause(new IllegalStateException("S3 is away"))).isEqualTo("IllegalStateException: S3 is away");
    }

    @Test
    void shouldKeepToOneVisibleLine() {
        assertThat(text.cause(new IllegalStateException("a\nb\r\u001b[31mc\u2028d\u202ee\u0085f")))
                .isEqualTo("IllegalStateException: a\\u{a}b\\u{d}\\u{1b}[31mc\\u{2028}d\\u{202e}e\\u{85}f");
    }

    @Test
    void shouldCutEndlessMessages() {
        assertThat(text.cause(new IllegalStateException("x".repeat(10_000)))).hasSizeLessThan(600);
    }
}
