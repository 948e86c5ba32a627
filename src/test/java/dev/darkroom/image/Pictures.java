package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.RenderedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Random;
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

    /** A disc that leaves an eighth of the side free all around, on black that is transparent. */
    static BufferedImage disc(int side, Color color) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillOval(side / 8, side / 8, side * 3 / 4, side * 3 / 4);
        graphics.dispose();
        return image;
    }

    /** Different at every pixel, the same at every call. */
    static BufferedImage noise(int width, int height) {
        Random random = new Random(1);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        random.nextBytes(bytes(image));
        return image;
    }

    /** The samples of an image of bytes, to change. */
    static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    static ColorModel rgb16() {
        return new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
    }

    /** A file of src/test/resources/images. */
    static byte[] resource(String name) {
        try (InputStream stream = Pictures.class.getResourceAsStream("/images/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The picture shows what {@link #quarters} shows. */
    static void assertQuarters(BufferedImage image, int tolerance) {
        int right = image.getWidth() * 3 / 4;
        int bottom = image.getHeight() * 3 / 4;
        assertPixel(image, image.getWidth() / 4, image.getHeight() / 4, 0xff0000, tolerance);
        assertPixel(image, right, image.getHeight() / 4, 0x00ff00, tolerance);
        assertPixel(image, image.getWidth() / 4, bottom, 0x0000ff, tolerance);
        assertPixel(image, right, bottom, 0xffff00, tolerance);
    }

    /** The largest difference of green between neighbours in some rows. */
    static int contrast(BufferedImage image, int fromRow, int toRow) {
        int largest = 0;
        for (int y = fromRow; y < toRow; y++) {
            for (int x = 1; x < image.getWidth(); x++) {
                int difference = (rgb(image, x, y) >> 8 & 0xff) - (rgb(image, x - 1, y) >> 8 & 0xff);
                largest = Math.max(largest, Math.abs(difference));
            }
        }
        return largest;
    }

    /** A file of any format that some plug-in writes. */
    static byte[] encode(String format, RenderedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        return encode(writer, new IIOImage(image, null, null), writer.getDefaultWriteParam());
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
