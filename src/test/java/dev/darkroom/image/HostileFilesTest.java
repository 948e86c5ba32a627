package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that are small but claim to be large. */
class HostileFilesTest {
    private static final FitOptions BOX = FitOptions.within(100, 100);

    private final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    /** A public sample: 33 bytes that claim 32 x 268435488 pixels. */
    @Test
    void shouldRefuseAHeaderOfAHugePng() {
        byte[] png = Arrays.copyOf(Pictures.png(Pictures.quarters(8, 8)), 33);
        ByteBuffer.wrap(png).putInt(16, 32).putInt(20, 268_435_488);

        assertFault(png, "too-many-pixels");
    }

    @Test
    void shouldRefuseSizesThatOverflow() {
        byte[] png = Pictures.png(Pictures.quarters(8, 8));
        ByteBuffer.wrap(png).putInt(16, -1).putInt(20, -1);

        assertFault(png, "too-many-pixels");
    }

    @Test
    void shouldRefuseSizesOfZero() {
        byte[] png = Pictures.png(Pictures.quarters(8, 8));
        ByteBuffer.wrap(png).putInt(16, 0);

        assertFault(png, "corrupt");
    }

    /** A row of 100 million pixels is within the number of pixels, but no picture. */
    @Test
    void shouldRefuseSidesThatNoPictureHas() {
        byte[] png = Pictures.png(Pictures.quarters(8, 8));
        ByteBuffer.wrap(png).putInt(16, 100_000_000).putInt(20, 1);

        assertFault(png, "too-many-pixels");
    }

    /** Decoders allocate a whole tile, however small the picture is. */
    @Test
    void shouldRefuseHugeTilesOfASmallTiff() {
        byte[] tiff = Containers.tiffWithOrientation(Pictures.quarters(8, 8), 1);
        // In place of the orientation, whose entry is the sixth, and the samples per pixel: the size of a tile.
        ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort(10 + 5 * 12, (short) 322).putShort(12 + 5 * 12, (short) 4).putInt(18 + 5 * 12, 60_000);
        file.putShort(10 + 7 * 12, (short) 323).putShort(12 + 7 * 12, (short) 4).putInt(18 + 7 * 12, 60_000);

        assertFault(tiff, "too-many-pixels");
    }

    @Test
    void shouldRefuseATiffOfThousandsOfSamplesPerPixel() {
        byte[] tiff = Containers.tiffWithOrientation(Pictures.quarters(8, 8), 1);
        ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putInt(18 + 6 * 12, 60_000);

        assertFault(tiff, "unsupported");
    }

    @Test
    void shouldRefuseAJpegOfEndlesslyManySegments() {
        ByteBuffer jpeg = ByteBuffer.allocate(200_000).putShort((short) 0xffd8);
        while (jpeg.remaining() >= 4) {
            jpeg.putShort((short) 0xfffe).putShort((short) 2);
        }

        assertFault(jpeg.array(), "corrupt");
    }

    /** Bitmaps may hold whole JPEG and PNG files, which have sizes of their own. */
    @Test
    void shouldRefuseABitmapThatHoldsAnotherFile() {
        byte[] bmp = Pictures.encode("bmp", Pictures.quarters(8, 8));
        bmp[30] = 4;

        assertFault(bmp, "unsupported");
    }

    /** A frame of one pixel costs as much as the whole screen: it has to be fitted each time. */
    @Test
    void shouldNotPlayManyTinyFramesOnAHugeScreen() throws ImageException {
        List<GifFiles.Frame> frames = Collections.nCopies(500, new GifFiles.Frame(0, 0, 1, 1, 3, 0));

        Thumbnail thumbnail = thumbnailer.fit(GifFiles.of(5000, 5000, frames), BOX);

        assertThat(thumbnail.notes()).containsExactly(Note.FIRST_FRAME_ONLY);
        assertThat(thumbnail.source().frames()).isEqualTo(500);
    }

    @Test
    void shouldMakeAStillOfAnimationsWhoseThumbnailHasTooManyPixels() throws ImageException {
        byte[] gif = GifFiles.of(20, 20, Collections.nCopies(3, new GifFiles.Frame(0, 0, 20, 20, 1, 0)));
        Limits three = Limits.defaults().withMaxOutputPixels(3 * 100 * 100);
        Limits fewer = three.withMaxOutputPixels(3 * 100 * 100 - 1);

        assertThat(new Thumbnailer(three).fit(gif, BOX).notes()).isEmpty();
        assertThat(new Thumbnailer(fewer).fit(gif, BOX).notes()).containsExactly(Note.FIRST_FRAME_ONLY);
    }

    @Test
    void shouldRefuseAThumbnailOfMorePixelsThanAllowed() throws ImageException {
        byte[] png = Pictures.png(Pictures.quarters(8, 8));
        Thumbnailer exact = new Thumbnailer(Limits.defaults().withMaxOutputPixels(100 * 100));

        assertThat(exact.fit(png, BOX).width()).isEqualTo(100);
        assertThatThrownBy(() -> exact.fit(png, FitOptions.within(101, 101)))
                .isInstanceOf(ImageException.class)
                .hasMessage("The thumbnail would be 101 x 101 pixels; at most 10000 pixels are allowed.");
    }

    @Test
    void shouldExplainTooManyPixelsToPeople() {
        byte[] png = Pictures.png(Pictures.quarters(8, 8));
        ByteBuffer.wrap(png).putInt(16, 20_000).putInt(20, 10_000);

        assertThatThrownBy(() -> thumbnailer.fit(png, BOX))
                .hasMessageContaining("20000 x 10000")
                .hasMessageContaining("100000000");
    }

    private void assertFault(byte[] file, String code) {
        assertThatThrownBy(() -> thumbnailer.fit(file, BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
