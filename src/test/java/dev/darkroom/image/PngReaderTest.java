package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PngReaderTest extends FormatContract {
    @Override
    byte[] gradient() {
        return Pictures.png(Pictures.gradient(240, 160));
    }

    @Override
    ImageFormat format() {
        return ImageFormat.PNG;
    }

    @Override
    ImageFormat expectedOutput() {
        return ImageFormat.PNG;
    }

    @Override
    int tolerance() {
        return 3;
    }

    /** Rows are reduced as they are read, so no picture is too large to be read in full. */
    @Test
    @Override
    void shouldReadFewerPixelsWhenMemoryIsShort() throws ImageException {
        Thumbnailer small = new Thumbnailer(Limits.defaults().withMaxDecodedBytes(1000));

        Thumbnail thumbnail = small.fit(gradient(), FitOptions.within(24, 24));

        assertThat(thumbnail.notes()).isEmpty();
        Pictures.assertSimilar(Pictures.decode(thumbnail), Pictures.gradient(24, 16), tolerance() + 8);
    }

    /** Of these, everything that is wanted is held at once. */
    @Test
    void shouldHoldLessOfInterlacedPicturesWhenMemoryIsShort() throws ImageException {
        byte[] png = Pictures.resource("png-interlaced.png");
        Thumbnail.Source size = thumbnailer.fit(png, BOX).source();
        FitOptions options = FitOptions.within(size.width() / 4, size.height() / 4);
        Thumbnailer small = new Thumbnailer(Limits.defaults().withMaxDecodedBytes(1));

        Thumbnail reduced = small.fit(png, options);

        assertThat(small.heapNeeded(png, options)).isLessThan(thumbnailer.heapNeeded(png, options));
        Pictures.assertQuarters(Pictures.decode(reduced), 0);
    }

    /** Transparent pixels are black underneath: filtered as they are, they darken the rim of the disc. */
    @Test
    void shouldNotDarkenTheRimOfWhatIsTransparentAround() throws ImageException {
        BufferedImage disc = Pictures.disc(300, new Color(0, 200, 255));

        BufferedImage actual = Pictures.decode(thumbnailer.fit(Pictures.png(disc), BOX));

        int rims = 0;
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                int alpha = actual.getRGB(x, y) >>> 24;
                if (alpha > 16) {
                    Pictures.assertPixel(actual, x, y, 0x00c8ff, 8);
                    rims += alpha < 240 ? 1 : 0;
                }
            }
        }
        assertThat(rims).as("half-transparent pixels at the rim").isGreaterThan(50);
        assertThat(actual.getRGB(1, 1) >>> 24).isZero();
    }

    @Test
    void shouldRound16BitSamples() throws ImageException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 100, 200, 3, new Point());
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 100; x++) {
                // Rows of 100.7 and 100.2 of 255: rounded before they are averaged, they would give 101.
                int sample = y % 2 == 0 ? 25880 : 25751;
                raster.setPixel(x, y, new int[] {sample, 65535, 25880});
            }
        }
        ColorModel model = Pictures.rgb16();

        BufferedImage actual =
                Pictures.decode(thumbnailer.fit(Pictures.png(new BufferedImage(model, raster, false, null)), BOX));

        Pictures.assertPixel(actual, 25, 50, 100 << 16 | 255 << 8 | 101, 0);
    }

    @Test
    void shouldKeepTransparencyOfPalettes() throws ImageException {
        IndexColorModel palette = new IndexColorModel(
                2, 3, new byte[] {0, (byte) 255, 0}, new byte[] {0, 0, (byte) 255}, new byte[3], new byte[] {0, -1, 127
                });
        BufferedImage image = new BufferedImage(240, 80, BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 240; x++) {
                image.getRaster().setSample(x, y, 0, x / 80);
            }
        }

        BufferedImage actual = Pictures.decode(thumbnailer.fit(Pictures.png(image), FitOptions.within(120, 40)));

        assertThat(actual.getRGB(10, 20)).isZero();
        assertThat(actual.getRGB(60, 20)).isEqualTo(0xffff0000);
        assertThat(actual.getRGB(110, 20)).isEqualTo(0x7f00ff00);
    }

    @Test
    void shouldKeepGreyGrey() throws ImageException {
        BufferedImage grey = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(Pictures.bytes(grey), (byte) 100);

        BufferedImage actual = Pictures.decode(thumbnailer.fit(Pictures.png(grey), BOX));

        assertThat(actual.getRaster().getNumBands()).isEqualTo(1);
        Pictures.assertPixel(actual, 50, 50, 0x646464, 0);
    }

    @Test
    void shouldReadInterlacedFiles() throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Pictures.resource("png-interlaced.png"), BOX);

        Pictures.assertQuarters(Pictures.decode(thumbnail), 1);
    }

    @Test
    void shouldShowWhatThereIsOfATruncatedFile() throws ImageException {
        byte[] whole = Pictures.png(Pictures.noise(240, 160));

        Thumbnail thumbnail = thumbnailer.fit(Arrays.copyOf(whole, whole.length / 2), BOX);

        assertThat(thumbnail.notes()).contains(Note.TRUNCATED);
    }

    /** Broken text chunks made plug-ins give up on good pictures; here no decoder gets to see them. */
    @Test
    void shouldNotMindBrokenTextChunks() throws ImageException {
        byte[] withText =
                Containers.pngWithChunk(Pictures.png(Pictures.quarters(120, 80)), "iTXt", new byte[] {1, 2, 3});

        Pictures.assertQuarters(Pictures.decode(thumbnailer.fit(withText, BOX)), 1);
    }
}
