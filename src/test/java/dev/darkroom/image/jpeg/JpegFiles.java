package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files to read, and readers for them. */
final class JpegFiles {
    private JpegFiles() {}

    /** One of src/test/resources/images/jpeg-*.jpg; scripts/jpeg_fixtures.py says what each is. */
    static byte[] resource(String name) {
        try (InputStream stream = JpegFiles.class.getResourceAsStream("/images/jpeg-" + name + ".jpg")) {
            assertThat(stream).as(name).isNotNull();
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reader that is tested. */
    static ImageReader reader(byte[] jpeg) {
        ImageReader reader = new JpegImageReaderSpi().createReaderInstance(null);
        reader.setInput(stream(jpeg));
        return reader;
    }

    /** The JDK's own reader, which is what others are measured against. */
    static ImageReader jdkReader(byte[] jpeg) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                reader.setInput(stream(jpeg));
                return reader;
            }
        }
        throw new AssertionError("the JDK has no reader");
    }

    static ImageInputStream stream(byte[] content) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(content));
    }

    /** Waves of every octave, the finer the fainter as in photos, and a box with sharp edges. */
    static BufferedImage photo(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = 128 + wave(x + y / 3.0);
                int green = 128 + wave(y - x / 2.0);
                int blue = 128 + wave(x / 2.0 + y / 2.0 + 40);
                boolean box = x > width / 3 && x < width / 2 && y > height / 3 && y < height / 2;
                image.setRGB(x, y, box ? 0xfff0a0 : red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private static int wave(double x) {
        double sum = 0;
        for (int octave = 1; octave <= 64; octave *= 2) {
            sum += 60.0 / octave * Math.sin(octave * x / 31.0 + octave);
        }
        return (int) sum;
    }

    /** A file of the JDK's writer: half resolution of colour in both directions. */
    static byte[] write(BufferedImage image, float quality) {
        ImageWriter writer = jdkWriter();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer result = ByteBuffer.allocate(jpeg.length + 4 + name.length + profile.length);
        result.put(jpeg, 0, 2).putShort((short) 0xffe2).putShort((short) (2 + name.length + profile.length));
        return result.put(name).put(profile).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** The two rasters have the same size and samples. */
    static void assertSame(Raster actual, Raster expected) {
        assertThat(actual.getBounds()).isEqualTo(expected.getBounds());
        assertThat(actual.getNumBands()).isEqualTo(expected.getNumBands());
        for (int y = 0; y < expected.getHeight(); y++) {
            assertThat(row(actual, y)).as("row %d", y).isEqualTo(row(expected, y));
        }
    }

    /** The two images have the same type, size, and samples. */
    static void assertSame(BufferedImage actual, BufferedImage expected) {
        assertThat(actual.getType()).isEqualTo(expected.getType());
        assertThat(actual.getColorModel().getColorSpace().getType())
                .isEqualTo(expected.getColorModel().getColorSpace().getType());
        assertSame(actual.getRaster(), expected.getRaster());
    }

    static int[] row(Raster raster, int y) {
        return raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, (int[]) null);
    }

    static byte[] cut(byte[] content, int length) {
        return Arrays.copyOf(content, length);
    }

    private static ImageWriter jdkWriter() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
                return writer;
            }
        }
        throw new AssertionError("the JDK has no writer");
    }
}
