package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegReaderTest extends FormatContract {
    @Override
    byte[] gradient() {
        return Pictures.jpeg(Pictures.gradient(240, 160));
    }

    @Override
    ImageFormat format() {
        return ImageFormat.JPEG;
    }

    @Override
    ImageFormat expectedOutput() {
        return ImageFormat.JPEG;
    }

    @Override
    int tolerance() {
        return 20;
    }

    /** Baseline files are streamed, whatever their size; it is the coefficients of progressive ones that take memory. */
    @Override
    @Test
    void shouldReadFewerPixelsWhenMemoryIsShort() throws ImageException {
        Thumbnailer small = new Thumbnailer(Limits.defaults().withMaxDecodedBytes(1000));
        FitOptions box = FitOptions.within(24, 24);

        Thumbnail streamed = small.fit(gradient(), box);
        Thumbnail stored = small.fit(Pictures.resource("jpeg-progressive.jpg"), box);

        assertThat(streamed.notes()).isEmpty();
        assertThat(stored.notes()).containsExactly(Note.SUBSAMPLED);
        Pictures.assertQuarters(Pictures.decode(stored), 48);
    }

    @Test
    void shouldRefuseAProgressiveFileThatNeedsTooMuchMemoryAtAnySize() {
        Thumbnailer tiny = new Thumbnailer(Limits.defaults().withMaxDecodedBytes(10));

        assertThatThrownBy(() -> tiny.fit(Pictures.resource("jpeg-progressive.jpg"), BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("too-many-pixels"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-cmyk.jpg", "jpeg-progressive.jpg", "jpeg-4-1-1.jpg"})
    void shouldReadVariants(String name) throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Pictures.resource(name), BOX);

        Pictures.assertQuarters(Pictures.decode(thumbnail), 24);
        assertThat(thumbnail.notes()).isEmpty();
    }

    @Test
    void shouldReadYcckAsAdobeWritesIt() throws ImageException {
        // As red, green, blue this is 1, 255, 255; so much ink of cyan, magenta and yellow there is. No black.
        byte[] ycck = Containers.adobeJpeg(120, 80, 2, new int[] {179, 171, 1, 255});

        BufferedImage actual = Pictures.decode(thumbnailer.fit(ycck, BOX));

        Pictures.assertPixel(actual, 50, 30, 0xff0000, 6);
    }

    @Test
    void shouldReadRgbAsAdobeWritesIt() throws ImageException {
        byte[] rgb = Containers.adobeJpeg(120, 80, 0, new int[] {200, 40, 90});

        BufferedImage actual = Pictures.decode(thumbnailer.fit(rgb, BOX));

        Pictures.assertPixel(actual, 50, 30, 0xc8285a, 4);
    }

    @Test
    void shouldKeepGreyGrey() throws ImageException {
        BufferedImage grey = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(Pictures.bytes(grey), (byte) 100);

        BufferedImage actual = Pictures.decode(thumbnailer.fit(Pictures.jpeg(grey), BOX));

        assertThat(actual.getRaster().getNumBands()).isEqualTo(1);
        assertThat(actual.getRaster().getSample(50, 50, 0)).isBetween(99, 101);
    }

    @Test
    void shouldShowWhatThereIsOfATruncatedFile() throws ImageException {
        byte[] whole = Pictures.jpeg(Pictures.noise(240, 160));

        Thumbnail thumbnail = thumbnailer.fit(Arrays.copyOf(whole, whole.length / 2), BOX);

        assertThat(thumbnail.notes()).containsExactly(Note.TRUNCATED);
        BufferedImage actual = Pictures.decode(thumbnail);
        assertThat(Pictures.contrast(actual, 0, 20)).as("rows that were there").isGreaterThan(60);
        assertThat(Pictures.contrast(actual, 50, 66)).as("rows that were not").isLessThan(40);
    }

    @Test
    void shouldCallAFileThatEndsBeforeItsPixelsCorrupt() {
        byte[] whole = Pictures.jpeg(Pictures.noise(240, 160));
        int startOfScan = Containers.indexOf(whole, 0xff, 0xda);

        assertThatThrownBy(() -> thumbnailer.fit(Arrays.copyOf(whole, startOfScan + 14), BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("corrupt"));
    }

    @Test
    void shouldRefuseArithmeticCodingAsUnsupported() {
        byte[] arithmetic = gradient();
        arithmetic[Containers.indexOf(arithmetic, 0xff, 0xc0) + 1] = (byte) 0xc9;

        assertThatThrownBy(() -> thumbnailer.fit(arithmetic, BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("unsupported"));
    }

    /** A progressive file of a few kilobytes can ask for thousands of passes over all of its pixels. */
    @Test
    void shouldRefuseMoreScansThanAllowed() {
        Thumbnailer strict = new Thumbnailer(Limits.defaults().withMaxScans(3));

        assertThatThrownBy(() -> strict.fit(Pictures.resource("jpeg-progressive.jpg"), BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("too-many-pixels"));
    }
}
