package dev.darkroom.image.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back with the JDK's reader; no sample may differ. */
class PngEncoderTest {
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int INDEXED = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5000", "5000, 1", "7, 9", "8, 8", "17, 33", "200, 150"})
    void shouldKeepPicturesOfAnySize(int width, int height) throws IOException {
        for (int channels = 1; channels <= 4; channels++) {
            for (Pattern pattern : List.of(noise(), smooth(), flat(), fewColors(300), fewColors(5))) {
                byte[] samples = samples(width, height, channels, pattern);

                assertKept(PngEncoder.encode(width, height, channels, samples), width, height, channels, samples);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 4", "3, 2", "4, 6"})
    void shouldWriteTheChannelsThatThereAre(int channels, int colorType) throws IOException {
        byte[] png = PngEncoder.encode(40, 30, channels, samples(40, 30, channels, noise()));

        assertThat(colorType(png)).isEqualTo(colorType);
        assertThat(depth(png)).isEqualTo(8);
    }

    @Test
    void shouldDropAlphaThatHidesNothing() throws IOException {
        byte[] samples = samples(40, 30, 4, noise());
        setChannel(samples, 4, 3, 255);

        byte[] png = PngEncoder.encode(40, 30, 4, samples);

        assertThat(colorType(png)).isEqualTo(RGB);
        assertKept(png, 40, 30, 4, samples);
    }

    @Test
    void shouldKeepTheSlightestTransparency() throws IOException {
        byte[] samples = samples(40, 30, 4, noise());
        setChannel(samples, 4, 3, 255);
        samples[samples.length - 1] = (byte) 254;

        byte[] png = PngEncoder.encode(40, 30, 4, samples);

        assertThat(colorType(png)).isEqualTo(RGB_ALPHA);
        assertKept(png, 40, 30, 4, samples);
    }

    @Test
    void shouldDropColourWhereAllIsGrey() throws IOException {
        byte[] samples = samples(40, 30, 4, (x, y, channel) -> (x * 31 + y * 17 + channel / 3 * x * y) % 251);

        byte[] png = PngEncoder.encode(40, 30, 4, samples);

        assertThat(colorType(png)).isEqualTo(GREY_ALPHA);
        assertKept(png, 40, 30, 4, samples);
        setChannel(samples, 4, 3, 255);
        assertThat(colorType(PngEncoder.encode(40, 30, 4, samples))).isEqualTo(GREY);
    }

    @Test
    void shouldKeepTheSlightestTint() throws IOException {
        byte[] samples = samples(200, 100, 3, (x, y, channel) -> (x * 31 + y * 17) % 251);
        samples[samples.length - 1]++;

        byte[] png = PngEncoder.encode(200, 100, 3, samples);

        assertThat(colorType(png)).isIn(RGB, INDEXED);
        assertKept(png, 200, 100, 3, samples);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, 4", "16, 4", "17, 8", "256, 8"})
    void shouldWriteAPaletteInAsFewBitsAsItTakes(int colors, int depth) throws IOException {
        byte[] samples = samples(101, 70, 3, fewColors(colors));

        byte[] png = PngEncoder.encode(101, 70, 3, samples);

        assertThat(colorType(png)).isEqualTo(INDEXED);
        assertThat(depth(png)).isEqualTo(depth);
        assertThat(chunk(png, "PLTE")).hasSize(3 * colors);
        assertKept(png, 101, 70, 3, samples);
    }

    @Test
    void shouldWriteNoPaletteOf257Colours() throws IOException {
        byte[] samples = samples(101, 70, 3, fewColors(257));

        assertThat(colorType(PngEncoder.encode(101, 70, 3, samples))).isEqualTo(RGB);
    }

    @Test
    void shouldKeepPaletteWhenItIsSmallerOnly() throws IOException {
        byte[] samples = {1, 2, 3, 4, 5, 6};

        byte[] png = PngEncoder.encode(2, 1, 3, samples);

        assertThat(colorType(png)).isEqualTo(RGB);
        assertKept(png, 2, 1, 3, samples);
    }

    @Test
    void shouldPutTransparentColoursFirst() throws IOException {
        byte[] samples = samples(60, 60, 4, (x, y, channel) -> channel < 3 ? x / 10 * 40 : x / 10 == 4 ? 0 : 255);
        samples[1] = 9;

        byte[] png = PngEncoder.encode(60, 60, 4, samples);

        assertThat(colorType(png)).isEqualTo(INDEXED);
        assertThat(chunk(png, "tRNS")).containsExactly(0);
        assertKept(png, 60, 60, 4, samples);
    }

    @Test
    void shouldKeepColoursThatAreNotSeen() throws IOException {
        byte[] samples = samples(60, 60, 4, (x, y, channel) -> channel < 3 ? x : 0);

        assertKept(PngEncoder.encode(60, 60, 4, samples), 60, 60, 4, samples);
    }

    @Test
    void shouldWriteGreyOfFewLevelsInFewBits() throws IOException {
        byte[] samples = samples(200, 100, 1, (x, y, channel) -> (x * x + y * y) / 1000 % 2 * 255);

        byte[] png = PngEncoder.encode(200, 100, 1, samples);

        assertThat(depth(png)).isEqualTo(1);
        assertKept(png, 200, 100, 1, samples);
    }

    @Test
    void shouldFilterPhotographsButNotDrawings() throws IOException {
        assertThat(filters(PngEncoder.encode(200, 100, 3, samples(200, 100, 3, smooth())), 600))
                .isSubsetOf(1, 2, 3)
                .hasSizeGreaterThan(1);
        byte[] drawing = samples(200, 100, 3, (x, y, channel) -> (x / 10 * 7 + y * channel) % 256);
        assertThat(filters(PngEncoder.encode(200, 100, 3, drawing), 600)).containsExactly(0);
    }

    @Test
    void shouldChooseTheFilterThatLeavesLeast() throws IOException {
        Random random = new Random(1);
        int rowBytes = 3 * 200;
        byte[] samples = new byte[4 * rowBytes];
        for (int i = 0; i < rowBytes; i++) {
            int noise = random.nextInt(256);
            samples[i] = (byte) (i / 3);
            samples[rowBytes + i] = (byte) noise;
            samples[2 * rowBytes + i] = (byte) (noise + 1);
            int left = i < 3 ? 0 : samples[3 * rowBytes + i - 3] & 0xff;
            samples[3 * rowBytes + i] = (byte) ((left + (noise + 1 & 0xff)) / 2 + 1);
        }

        byte[] lines = lines(PngEncoder.encode(200, 4, 3, samples));

        assertThat(lines[0]).as("a ramp to the right").isEqualTo((byte) 1);
        assertThat(lines[2 * (1 + rowBytes)])
                .as("a little more than the row above")
                .isEqualTo((byte) 2);
        assertThat(lines[3 * (1 + rowBytes)]).as("a little more than the mean").isEqualTo((byte) 3);
        assertThat(Arrays.copyOfRange(lines, 3 * (1 + rowBytes) + 1, lines.length))
                .containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldBeSmallerThanWhatTheJdkWrites(int channels) throws IOException {
        int width = 200;
        int height = 150;
        byte[] samples = samples(width, height, channels, smooth());
        BufferedImage image = new BufferedImage(
                width,
                height,
                channels == 1
                        ? BufferedImage.TYPE_BYTE_GRAY
                        : channels == 3 ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < width * height; i++) {
            int at = i * channels;
            if (channels == 1) {
                image.getRaster().setSample(i % width, i / width, 0, samples[i]);
            } else {
                image.setRGB(i % width, i / width, argb(samples, at, channels));
            }
        }
        ByteArrayOutputStream theirs = new ByteArrayOutputStream();
        ImageIO.write(image, "png", theirs);

        assertThat(PngEncoder.encode(width, height, channels, samples)).hasSizeLessThan(theirs.size());
    }

    @Test
    void shouldWriteNothingButThePicture() {
        assertThat(chunks(PngEncoder.encode(40, 30, 3, samples(40, 30, 3, noise()))))
                .containsExactly("IHDR", "IDAT", "IEND");
        assertThat(chunks(PngEncoder.encode(90, 90, 4, samples(90, 90, 4, flat()))))
                .containsExactly("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    }

    @Test
    void shouldMakeTheSameBytesOfTheSamePicture() {
        byte[] samples = samples(50, 40, 4, smooth());

        assertThat(PngEncoder.encode(50, 40, 4, samples)).isEqualTo(PngEncoder.encode(50, 40, 4, samples.clone()));
    }

    @Test
    void shouldLeaveItsInputAlone() {
        byte[] samples = samples(50, 40, 4, fewColors(9));
        byte[] copy = samples.clone();

        PngEncoder.encode(50, 40, 4, samples);

        assertThat(samples).isEqualTo(copy);
    }

    @Test
    void shouldRefuseWhatIsNotAPicture() {
        assertThatThrownBy(() -> PngEncoder.encode(2, 2, 3, new byte[11])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PngEncoder.encode(0, 2, 3, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PngEncoder.encode(-2, -2, 1, new byte[4]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PngEncoder.encode(2, 2, 5, new byte[20])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PngEncoder.encode(2, 2, 0, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private static Pattern noise() {
        Random random = new Random(1);
        return (x, y, channel) -> random.nextInt(256);
    }

    private static Pattern smooth() {
        Random random = new Random(2);
        return (x, y, channel) -> (int) (128
                + 70 * Math.sin((x + 20 * channel) / 23.0)
                + 40 * Math.cos(y / (9.0 + channel))
                + 2 * random.nextGaussian());
    }

    /** One colour, half transparent. */
    private static Pattern flat() {
        return (x, y, channel) -> 50 + 26 * channel;
    }

    /** As many as pixels allow, each of them at least once. */
    private static Pattern fewColors(int colors) {
        return (x, y, channel) -> {
            int color = (x / 2 + 50 * (y / 2)) * 7919 % colors;
            return channel == 0
                    ? color & 0xff
                    : channel == 1 ? 7 + (color >> 8) : channel == 2 ? 13 * color & 0xff : 99;
        };
    }

    private static byte[] samples(int width, int height, int channels, Pattern pattern) {
        byte[] samples = new byte[width * height * channels];
        for (int i = 0; i < samples.length; i++) {
            int pixel = i / channels;
            // Alpha is the fourth also where it follows grey.
            int channel = channels == 2 && i % 2 == 1 ? 3 : i % channels;
            samples[i] = (byte) pattern.at(pixel % width, pixel / width, channel);
        }
        return samples;
    }

    private static void setChannel(byte[] samples, int channels, int channel, int value) {
        for (int i = channel; i < samples.length; i += channels) {
            samples[i] = (byte) value;
        }
    }

    private static void assertKept(byte[] png, int width, int height, int channels, byte[] samples) throws IOException {
        BufferedImage image = decode(png);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        for (int i = 0; i < width * height; i++) {
            int actual = argb(image, i % width, i / width);
            int expected = argb(samples, i * channels, channels);
            if (actual != expected) {
                assertThat(Integer.toHexString(actual)).as("pixel " + i).isEqualTo(Integer.toHexString(expected));
            }
        }
    }

    private static int argb(byte[] samples, int at, int channels) {
        int alpha = channels % 2 == 0 ? samples[at + channels - 1] & 0xff : 255;
        int red = samples[at] & 0xff;
        int green = channels < 3 ? red : samples[at + 1] & 0xff;
        int blue = channels < 3 ? red : samples[at + 2] & 0xff;
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    /** As stored: greys of Java's grey images are not linear light, whatever their colour model says. */
    private static int argb(BufferedImage image, int x, int y) {
        Raster raster = image.getRaster();
        if (image.getColorModel() instanceof ComponentColorModel && raster.getNumBands() <= 2) {
            int alpha = raster.getNumBands() == 2 ? raster.getSample(x, y, 1) : 255;
            return alpha << 24 | 0x010101 * raster.getSample(x, y, 0);
        }
        return image.getRGB(x, y);
    }

    private static BufferedImage decode(byte[] png) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.")) {
                try (MemoryCacheImageInputStream stream =
                        new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
                    reader.setInput(stream);
                    return reader.read(0);
                } finally {
                    reader.dispose();
                }
            }
        }
        throw new AssertionError("no plug-in of the JDK");
    }

    private static int depth(byte[] png) {
        return chunk(png, "IHDR")[8];
    }

    private static int colorType(byte[] png) {
        return chunk(png, "IHDR")[9];
    }

    private static TreeSet<Integer> filters(byte[] png, int rowBytes) throws IOException {
        byte[] lines = lines(png);
        TreeSet<Integer> filters = new TreeSet<>();
        for (int at = 0; at < lines.length; at += 1 + rowBytes) {
            filters.add((int) lines[at]);
        }
        return filters;
    }

    private static byte[] lines(byte[] png) throws IOException {
        return new InflaterInputStream(new ByteArrayInputStream(chunk(png, "IDAT"))).readAllBytes();
    }

    private static List<String> chunks(byte[] png) {
        List<String> names = new ArrayList<>();
        for (int at = 8; at < png.length; at += 12 + ByteBuffer.wrap(png).getInt(at)) {
            names.add(new String(png, at + 4, 4, StandardCharsets.US_ASCII));
        }
        return names;
    }

    private static byte[] chunk(byte[] png, String name) {
        for (int at = 8; at < png.length; at += 12 + ByteBuffer.wrap(png).getInt(at)) {
            if (new String(png, at + 4, 4, StandardCharsets.US_ASCII).equals(name)) {
                return Arrays.copyOfRange(
                        png, at + 8, at + 8 + ByteBuffer.wrap(png).getInt(at));
            }
        }
        throw new AssertionError("no " + name);
    }

    private interface Pattern {
        int at(int x, int y, int channel);
    }
}
