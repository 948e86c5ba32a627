package dev.darkroom.image.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.webp.WebpFixtures.Decoded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that end early, were changed, or were made to do harm. */
class WebpDamageTest {
    private static final int MUTANTS = 1500;
    private static final int RIFF_AND_CHUNK_HEADER = 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lossy-four-segments",
                "lossy-8-partitions",
                "lossy-noise",
                "alpha-raw-gradient",
                "alpha-compressed",
                "lossless-photo",
                "lossless-parts",
                "lossless-4-colours"
            })
    void shouldGiveAllRowsOrNoneOfAFileThatEndsEarly(String name) throws IOException {
        byte[] file = WebpFixtures.file(name);
        int height = WebpDecoder.open(file).header().height();
        int shown = 0;
        for (int length = 0; length < file.length - 2; length += 3) {
            byte[] cut = Arrays.copyOf(file, length);
            try {
                Decoded decoded = WebpFixtures.decode(cut);
                assertThat(decoded.rows()).hasSize(height);
                assertThat(decoded.complete()).isFalse();
                shown++;
            } catch (IOException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
        assertThat(shown).as("lengths at which there was something to show").isPositive();
    }

    @Test
    void shouldNotNeedTheSecondFrameOfAnAnimation() throws IOException {
        byte[] file = WebpFixtures.file("animated-offset");
        // Headers of the file, canvas, animation and frame, and the chunk of the first picture.
        int endOfFirst = 12 + 18 + 14 + 24 + WebpFixtures.file("lossy-17x33").length - 12;

        assertThat(WebpFixtures.decode(Arrays.copyOf(file, endOfFirst)).complete())
                .isTrue();
        assertThat(WebpFixtures.decode(Arrays.copyOf(file, endOfFirst - 1)).complete())
                .isFalse();
    }

    @Test
    void shouldShowWhatALossyFileHasBeforeItEnds() throws IOException {
        byte[] file = WebpFixtures.file("lossy-noise");
        List<int[]> whole = WebpFixtures.decode(file).rows();

        Decoded cut = WebpFixtures.decode(Arrays.copyOf(file, file.length * 3 / 4));

        assertThat(cut.complete()).isFalse();
        // The first row of macroblocks, but for what the filter of the next may change.
        for (int y = 0; y < 7; y++) {
            assertThat(cut.rows().get(y)).isEqualTo(whole.get(y));
        }
        assertThat(cut.rows().get(31)).isNotEqualTo(whole.get(31));
    }

    @Test
    void shouldShowWhatALosslessFileHasBeforeItEnds() throws IOException {
        byte[] file = WebpFixtures.file("lossless-photo");
        List<int[]> whole = WebpFixtures.decode(file).rows();

        Decoded cut = WebpFixtures.decode(Arrays.copyOf(file, file.length * 3 / 4));

        assertThat(cut.complete()).isFalse();
        for (int y = 0; y < 20; y++) {
            assertThat(cut.rows().get(y)).isEqualTo(whole.get(y));
        }
        assertThat(cut.rows().get(39)).containsOnly(0xff000000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lossy-four-segments",
                "lossy-simple-filter",
                "lossy-8-partitions",
                "alpha-vertical",
                "alpha-compressed",
                "lossless-photo",
                "lossless-parts",
                "lossless-large-cache",
                "lossless-4-colours",
                "animated-offset"
            })
    void shouldThrowNothingButIoExceptionsOnChangedFiles(String name) {
        byte[] file = WebpFixtures.file(name);
        Random random = new Random(file.length);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(file, random);
            try {
                WebpHeader header = WebpDecoder.open(mutant).header();
                if ((long) header.width() * header.height() <= 500_000) {
                    assertThat(WebpFixtures.decode(mutant).rows()).hasSize(header.height());
                }
            } catch (IOException expected) {
                refused++;
            }
        }
        assertThat(refused).as("mutants that were damaged enough").isPositive();
    }

    /** Sixty bytes once kept a decoder busy for ten seconds. What the file does not have is not decoded. */
    @Test
    void shouldFillWhatAHugePictureOfAFewBytesDoesNotHave() throws IOException {
        byte[] file = Arrays.copyOf(WebpFixtures.file("lossy-17x33"), 90);
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(26, (short) 16383)
                .putShort(28, (short) 4000);
        int[] rows = new int[3];
        float[] last = new float[3];

        boolean complete = WebpDecoder.open(file).decodePlanes(1, (plane, samples) -> {
            rows[plane]++;
            last[plane] = samples[samples.length - 1];
        });

        assertThat(complete).isFalse();
        assertThat(rows).containsExactly(4000, 2000, 2000);
        assertThat(last).containsExactly(128, 128, 128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy-17x33", "lossless-photo", "alpha-raw"})
    void shouldRefuseAFileOfAHeaderOnly(String name) {
        byte[] header = Arrays.copyOf(WebpFixtures.file(name), RIFF_AND_CHUNK_HEADER + 10);

        assertThatThrownBy(() -> WebpFixtures.decode(header)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseAPictureWithoutColumns() {
        byte[] file = WebpFixtures.file("lossy-17x33");
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(26, (short) 0);

        assertThatThrownBy(() -> WebpDecoder.open(file)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseAFrameThatDependsOnOthers() {
        byte[] file = WebpFixtures.file("lossy-17x33");
        file[RIFF_AND_CHUNK_HEADER] |= 1;

        assertThatThrownBy(() -> WebpDecoder.open(file)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseAFrameThatSticksOutOfItsCanvas() {
        byte[] file = WebpFixtures.file("animated-offset");
        // Width of the canvas less one, behind the chunk's header and flags.
        file[24] = 19;

        assertThatThrownBy(() -> WebpDecoder.open(file)).isInstanceOf(IOException.class);
    }

    /** Each part of a picture may have five tables; a few bits make one of a kilobyte. */
    @Test
    void shouldRefuseMoreTablesThanMemoryIsFor() {
        byte[] file = ManyTables.file(16_384);

        assertThatThrownBy(() -> WebpFixtures.decode(file)).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void shouldReadAsManyTablesAsSensibleFilesHave() throws IOException {
        Decoded decoded = WebpFixtures.decode(ManyTables.file(2_600));

        assertThat(decoded.rows()).hasSize(512);
    }

    private static byte[] mutate(byte[] original, Random random) {
        int length = random.nextInt(4) == 0 ? 1 + random.nextInt(original.length) : original.length;
        byte[] mutant = Arrays.copyOf(original, length);
        int reach = random.nextBoolean() ? Math.min(80, length) : length;
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            int at = random.nextInt(reach);
            switch (random.nextInt(3)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                default -> mutant[at] = (byte) (random.nextBoolean() ? 0 : 255);
            }
        }
        return mutant;
    }
}
