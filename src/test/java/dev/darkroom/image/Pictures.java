package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.RenderedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures to test with, made on the spot, and ways to look at results. */
final class Pictures {
    private Pictures() {}

    /** Red grows to the right, green downwards, blue falls to the right. */
    static BufferedImage gradient(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = width == 1 ? 128 : 255 * x / (width - 1);
                int green = height == 1 ? 128 : 255 * y / (height - 1);
                image.setRGB(x, y, red << 16 | green << 8 | 255 - red);
            }
        }
        return image;
    }

    /** Four quarters: red and green above, blue and yellow below. */
    static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean left = x < width / 2;
                boolean top = y < height / 2;
                image.setRGB(x, y, top ? (left ? 0xff0000 : 0x00ff00) : (left ? 0x0000ff : 0xffff00));
            }
        }
        return image;
    }

    static byte[] png(RenderedImage image) {
        return encode(JdkCodecs.PNG_WRITER, image);
    }

    static byte[] jpeg(RenderedImage image) {
        return encode(JdkCodecs.JPEG_WRITER, image);
    }

    static BufferedImage decode(Thumbnail thumbnail) {
        return decode(thumbnail.content(), thumbnail.format());
    }

    /** Decodes with the plug-ins of the JDK, not with what is tested. */
    static BufferedImage decode(byte[] content, ImageFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.contentType());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.")) {
                return decode(content, reader);
            }
        }
        throw new AssertionError("no reader for " + format);
    }

    /** No sample of the two pictures may differ by more than the tolerance. */
    static void assertSimilar(BufferedImage actual, BufferedImage expected, int tolerance) {
        assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
        assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
        for (int y = 0; y < actual.getHeight(); y++) {
            for (int x = 0; x < actual.getWidth(); x++) {
                assertPixel(actual, x, y, rgb(expected, x, y), tolerance);
            }
        }
    }

    /** The pixel's samples may differ from 0xRRGGBB by the tolerance at most. */
    static void assertPixel(BufferedImage image, int x, int y, int rgb, int tolerance) {
        int actual = rgb(image, x, y);
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(actual >> shift & 0xff)
                    .as("pixel %d,%d is %06x instead of %06x", x, y, actual, rgb)
                    .isCloseTo(rgb >> shift & 0xff, within(tolerance));
        }
    }

    /** 0xRRGGBB as stored: greys of Java's grey images are not linear light, whatever their colour model says. */
    static int rgb(BufferedImage image, int x, int y) {
        if (image.getRaster().getNumBands() == 1 && image.getColorModel() instanceof ComponentColorModel) {
            return 0x010101 * image.getRaster().getSample(x, y, 0);
        }
        return image.getRGB(x, y) & 0xffffff;
    }

    static byte[] encode(ImageWriter writer, IIOImage image, ImageWriteParam param) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] encode(ImageWriterSpi spi, RenderedImage image) {
        try {
            ImageWriter writer = spi.createWriterInstance();
            return encode(writer, new IIOImage(image, null, null), writer.getDefaultWriteParam());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage decode(byte[] content, ImageReader reader) {
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(stream);
            return reader.read(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reader.dispose();
        }
    }
}
