package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.fuzz.Fuzzer;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for every format. Each format adds how to make a file of it. */
abstract class FormatContract {
    static final FitOptions BOX = FitOptions.within(100, 100);
    private static final int MUTANTS = 1000;

    final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    /** A file that shows {@link Pictures#gradient} of 240 x 160 pixels. */
    abstract byte[] gradient();

    abstract ImageFormat format();

    abstract ImageFormat expectedOutput();

    /** How far samples may be off, for what the format itself loses. */
    abstract int tolerance();

    @Test
    void shouldTellTheFormatByContent() {
        assertThat(ImageFormat.detect(gradient())).contains(format());
    }

    @Test
    void shouldFitIntoTheBox() throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(gradient(), BOX);

        assertThat(thumbnail.width()).isEqualTo(100);
        assertThat(thumbnail.height()).isEqualTo(67);
        assertThat(thumbnail.format()).isEqualTo(expectedOutput());
        assertThat(thumbnail.contentType()).isEqualTo(expectedOutput().contentType());
        assertThat(ImageFormat.detect(thumbnail.content())).contains(expectedOutput());
        assertThat(thumbnail.source()).isEqualTo(new Thumbnail.Source(format(), 240, 160, 1));
        assertThat(thumbnail.notes()).isEmpty();
    }

    @Test
    void shouldTellWhereTheTimeWent() throws ImageException {
        long start = System.nanoTime();
        Timings timings = thumbnailer.fit(gradient(), BOX).timings();
        long all = System.nanoTime() - start;

        assertThat(timings.decode()).isPositive();
        assertThat(timings.resample()).isPositive();
        assertThat(timings.encode()).isPositive();
        assertThat(timings.decode() + timings.resample() + timings.encode()).isLessThanOrEqualTo(all);
    }

    @Test
    void shouldShowTheSamePicture() throws ImageException {
        BufferedImage actual = Pictures.decode(thumbnailer.fit(gradient(), BOX));

        Pictures.assertSimilar(actual, Pictures.gradient(100, 67), tolerance());
    }

    @Test
    void shouldRefuseMorePixelsThanAllowed() {
        Thumbnailer strict = new Thumbnailer(Limits.defaults().withMaxPixels(240 * 160 - 1));

        assertThatThrownBy(() -> strict.fit(gradient(), BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("too-many-pixels"));
    }

    @Test
    void shouldReadAsManyPixelsAsAllowed() throws ImageException {
        Thumbnailer exact = new Thumbnailer(Limits.defaults().withMaxPixels(240 * 160));

        assertThat(exact.fit(gradient(), BOX).width()).isEqualTo(100);
    }

    @Test
    void shouldReadFewerPixelsWhenMemoryIsShort() throws ImageException {
        Thumbnailer small = new Thumbnailer(Limits.defaults().withMaxDecodedBytes(1000));

        Thumbnail thumbnail = small.fit(gradient(), FitOptions.within(24, 24));

        assertThat(thumbnail.notes()).contains(Note.SUBSAMPLED);
        assertThat(thumbnail.width()).isEqualTo(24);
        Pictures.assertSimilar(Pictures.decode(thumbnail), Pictures.gradient(24, 16), tolerance() + 8);
    }

    @Test
    void shouldCallAFileWithoutPixelsCorrupt() {
        assertThatThrownBy(() -> thumbnailer.fit(Arrays.copyOf(gradient(), 30), BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("corrupt"));
    }

    @Test
    void shouldWriteNoMetadata() throws ImageException {
        String content = new String(thumbnailer.fit(gradient(), BOX).content(), StandardCharsets.ISO_8859_1);

        assertThat(content).doesNotContain("Exif", "ICC_PROFILE", "iCCP", "eXIf", "http://ns.adobe.com");
    }

    @Test
    void shouldThrowNothingButImageExceptionsOnDamagedFiles() {
        assertThat(Fuzzer.of(format()).run(1, MUTANTS)).isEmpty();
    }

    @Test
    void shouldMakeTheSameThumbnailInManyThreads() throws Exception {
        byte[] expected = thumbnailer.fit(gradient(), BOX).content();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<byte[]>> calls = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                calls.add(() -> thumbnailer.fit(gradient(), BOX).content());
            }
            for (Future<byte[]> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
