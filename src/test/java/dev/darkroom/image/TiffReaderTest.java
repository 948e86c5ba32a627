package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffReaderTest extends FormatContract {
    @Override
    byte[] gradient() {
        return Pictures.encode("tiff", Pictures.gradient(240, 160));
    }

    @Override
    ImageFormat format() {
        return ImageFormat.TIFF;
    }

    @Override
    ImageFormat expectedOutput() {
        return ImageFormat.JPEG;
    }

    @Override
    int tolerance() {
        return 14;
    }

    @ParameterizedTest
    @CsvSource({
        "tiff-cmyk-lzw.tif",
        "tiff-lab.tif",
        "tiff-16-bit-big-endian.tif",
        "tiff-jpeg-ycbcr.tif",
        "tiff-tiled.tif",
        "tiff-planar.tif",
        "tiff-float.tif",
        "tiff-big.tif"
    })
    void shouldReadVariants(String name) throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Pictures.resource(name), BOX);

        Pictures.assertQuarters(Pictures.decode(thumbnail), 24);
    }

    /** The plug-in fails when it is to leave out some of them. */
    @Test
    void shouldReadFloatingPointSamplesInFullOrNotAtAll() throws ImageException {
        byte[] tiff = Pictures.resource("tiff-float.tif");
        Thumbnail whole = thumbnailer.fit(tiff, FitOptions.within(10, 10));
        long bytes = 3L * Float.BYTES * whole.source().width() * whole.source().height();
        Limits limits = Limits.defaults();

        Thumbnail close = new Thumbnailer(limits.withMaxDecodedBytes(bytes / 2)).fit(tiff, FitOptions.within(10, 10));

        assertThat(close.notes()).isEmpty();
        assertThat(close.content()).isEqualTo(whole.content());
        assertThatThrownBy(() ->
                        new Thumbnailer(limits.withMaxDecodedBytes(bytes / 2 - 1)).fit(tiff, FitOptions.within(10, 10)))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("too-many-pixels"));
    }

    @Test
    void shouldReadFaxAsGrey() throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Pictures.resource("tiff-fax-group-4.tif"), BOX);

        assertThat(Pictures.decode(thumbnail).getRaster().getNumBands()).isEqualTo(1);
    }

    @Test
    void shouldSayThatItShowsTheFirstOfSeveralPages() throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Pictures.resource("tiff-two-pages.tif"), BOX);

        assertThat(thumbnail.notes()).contains(Note.FIRST_FRAME_ONLY);
        Pictures.assertQuarters(Pictures.decode(thumbnail), 24);
    }

    @Test
    void shouldWritePngWhereSomethingShinesThrough() throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Pictures.encode("tiff", Pictures.disc(60, Color.RED)), BOX);

        assertThat(thumbnail.format()).isEqualTo(ImageFormat.PNG);
    }
}
