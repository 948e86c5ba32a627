package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import org.junit.jupiter.api.Test;

class WebpReaderTest extends FormatContract {
    @Override
    byte[] gradient() {
        return Pictures.resource("webp-lossless-gradient.webp");
    }

    @Override
    ImageFormat format() {
        return ImageFormat.WEBP;
    }

    @Override
    ImageFormat expectedOutput() {
        return ImageFormat.JPEG;
    }

    @Override
    int tolerance() {
        return 14;
    }

    /** WebP is decoded row by row into the thumbnail, so memory is no reason to leave pixels out, however short it is. */
    @Override
    @Test
    void shouldReadFewerPixelsWhenMemoryIsShort() throws ImageException {
        Thumbnailer small = new Thumbnailer(Limits.defaults().withMaxDecodedBytes(1000));

        Thumbnail thumbnail = small.fit(gradient(), FitOptions.within(24, 24));

        assertThat(thumbnail.notes()).isEmpty();
        assertThat(thumbnail.content())
                .isEqualTo(
                        thumbnailer.fit(gradient(), FitOptions.within(24, 24)).content());
    }

    @Test
    void shouldReadLossyFiles() throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Pictures.resource("webp-lossy.webp"), BOX);

        assertThat(thumbnail.format()).isEqualTo(ImageFormat.JPEG);
        Pictures.assertQuarters(Pictures.decode(thumbnail), 30);
    }

    @Test
    void shouldWritePngWhereSomethingShinesThrough() throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Pictures.resource("webp-lossy-alpha.webp"), BOX);

        assertThat(thumbnail.format()).isEqualTo(ImageFormat.PNG);
        assertThat(Pictures.decode(thumbnail).getRGB(2, 2) >>> 24).isZero();
        assertThat(Pictures.decode(thumbnail).getRGB(50, 50) >>> 24).isBetween(120, 135);
    }

    @Test
    void shouldShowTheFirstFrameOfAnAnimation() throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Pictures.resource("webp-animated.webp"), BOX);

        assertThat(thumbnail.notes()).contains(Note.FIRST_FRAME_ONLY);
        Pictures.assertQuarters(Pictures.decode(thumbnail), 30);
    }

    @Test
    void shouldConvertTheEmbeddedProfileOnce() throws ImageException {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] flat = Pictures.resource("webp-lossless-flat.webp");

        Thumbnail managed = thumbnailer.fit(Containers.webpWithProfile(flat, 120, 80, linear), BOX);

        // 200, 100, 100 on a linear scale
        Pictures.assertPixel(Pictures.decode(managed), 50, 30, 0xe4a8a8, 4);
    }

    /** A canvas of 1 x 1 around a frame of 240 x 160 was decoded at the size of the frame, past every limit. */
    @Test
    void shouldRefuseAFrameOfAnotherSizeThanTheCanvas() {
        byte[] hostile = Containers.webpWithCanvas(gradient(), 1, 1);

        assertThatThrownBy(() -> thumbnailer.fit(hostile, BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("corrupt"));
    }
}
