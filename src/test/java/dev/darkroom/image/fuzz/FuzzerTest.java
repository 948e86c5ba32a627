package dev.darkroom.image.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.FitOptions;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.ImageFault;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Limits;
import dev.darkroom.image.Note;
import dev.darkroom.image.Thumbnailer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fuzzer that finds nothing may be one that does nothing. */
class FuzzerTest {
    private static final Thumbnailer THUMBNAILER = new Thumbnailer(Limits.defaults());
    private static final int FILES = 200;

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void shouldStartFromSoundFiles(ImageFormat format) throws ImageException {
        for (byte[] seed : Fuzzer.of(format).seeds()) {
            assertThat(ImageFormat.detect(seed)).contains(format);
            try {
                assertThat(THUMBNAILER.fit(seed, FitOptions.within(20, 20)).notes())
                        .doesNotContain(Note.TRUNCATED);
            } catch (ImageException refused) {
                assertThat(refused.fault()).isEqualTo(ImageFault.UNSUPPORTED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void shouldMakeTheSameFileOfTheSameNumber(ImageFormat format) {
        for (int number = 0; number < 20; number++) {
            assertThat(Fuzzer.of(format).file(number))
                    .isEqualTo(Fuzzer.of(format).file(number));
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void shouldDamageSomeFilesBeyondReadingAndOthersNot(ImageFormat format) {
        Fuzzer fuzzer = Fuzzer.of(format);
        int shown = 0;
        for (int number = 0; number < FILES; number++) {
            shown += isShown(fuzzer.file(number)) ? 1 : 0;
        }

        assertThat(shown).isBetween(FILES / 10, FILES * 9 / 10);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void shouldTakeFilesApartWithoutLosingAnything(ImageFormat format) {
        for (byte[] seed : Fuzzer.of(format).seeds()) {
            List<Part> parts = Anatomy.of(format, seed);

            assertThat(parts).hasSizeGreaterThan(1);
            assertThat(parts.get(0).start()).isZero();
            for (int i = 1; i < parts.size(); i++) {
                assertThat(parts.get(i).start()).isEqualTo(parts.get(i - 1).end());
            }
            assertThat(parts.get(parts.size() - 1).end()).isEqualTo(seed.length);
        }
    }

    @Test
    void shouldTakeAnythingApart() {
        for (ImageFormat format : ImageFormat.values()) {
            for (int number = 0; number < FILES; number++) {
                byte[] file = Fuzzer.of(ImageFormat.values()[number % 6]).file(number);
                List<Part> parts = Anatomy.of(format, file);

                assertThat(parts.stream().mapToInt(Part::length).sum()).isEqualTo(file.length);
            }
        }
    }

    @Test
    void shouldFindWhatGoesWrong() {
        byte[] file = Fuzzer.of(ImageFormat.GIF).seeds().get(0);

        assertThat(Trial.judged(1, file, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasValueSatisfying(
                        finding -> assertThat(finding.kind()).isEqualTo(IllegalStateException.class.getName()));
        assertThat(Trial.judged(1, file, () -> {
                    throw new ImageException(ImageFault.OUT_OF_MEMORY, "no memory");
                }))
                .hasValueSatisfying(finding -> assertThat(finding.kind()).isEqualTo("out-of-memory"));
        assertThat(Trial.judged(1, file, () -> {
                    throw new ImageException(ImageFault.CORRUPT, "damaged");
                }))
                .isEmpty();
    }

    private static boolean isShown(byte[] file) {
        try {
            return THUMBNAILER.fit(file, FitOptions.within(20, 20)).width() > 0;
        } catch (ImageException refused) {
            return false;
        }
    }
}
