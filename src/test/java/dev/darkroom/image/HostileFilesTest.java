package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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
