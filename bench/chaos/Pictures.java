package dev.darkroom.bench.chaos;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws pictures that show a serial number, in a way that survives JPEG and resampling, and reads it back: four rows of five cells, each
 * dark or light, sixteen of them the number and four a check sum.
 */
final class Pictures {

    private static final int COLUMNS = 5;
    private static final int ROWS = 4;
    private static final int BITS = 16;
    private static final String TEXT = "This is no picture, but it is number ";

    private final Random random;

    Pictures(Random random) {
        this.random = random;
    }

    /** A good picture, mostly JPEG, of 60x40 to 600x400. */
    Picture good(int serial) {
        BufferedImage image = draw(serial, 60 + random.nextInt(541), 40 + random.nextInt(361));
        double kind = random.nextDouble();
        String format = kind < 0.8 ? "jpg" : kind < 0.92 ? "png" : "gif";
        return new Picture(serial, image.getWidth(), image.getHeight(), encode(image, format), Optional.empty());
    }

    /** A file that is no picture: text mostly, sometimes nothing at all or the mere beginning of a picture. */
    Picture bad(int serial) {
        return switch (random.nextInt(4)) {
            case 0 -> bad(serial, new byte[0], "empty");
            case 1 -> bad(serial, Arrays.copyOf(encode(draw(serial, 300, 200), "png"), 45), "corrupt");
            default -> bad(serial, (TEXT + serial).getBytes(StandardCharsets.UTF_8), "not-an-image");
        };
    }

    /** The number that a thumbnail shows; empty if it shows none. */
    static OptionalInt read(byte[] thumbnail) {
        BufferedImage image = decode(thumbnail);
        int bits = 0;
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            int x = (2 * (cell % COLUMNS) + 1) * image.getWidth() / (2 * COLUMNS);
            int y = (2 * (cell / COLUMNS) + 1) * image.getHeight() / (2 * ROWS);
            bits |= (isLight(image.getRGB(x, y)) ? 1 : 0) << cell;
        }
        int serial = bits & ((1 << BITS) - 1);
        return bits == code(serial) ? OptionalInt.of(serial) : OptionalInt.empty();
    }

    static BufferedImage decode(byte[] file) {
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(file)))
                    .orElseThrow(() -> new IllegalArgumentException("not a picture that the JDK can read"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Picture bad(int serial, byte[] bytes, String code) {
        return new Picture(serial, 0, 0, bytes, Optional.of(code));
    }

    private static int code(int serial) {
        int check = 0b0110 ^ serial ^ serial >> 4 ^ serial >> 8 ^ serial >> 12;
        return (check & 0b1111) << BITS | serial;
    }

    private BufferedImage draw(int serial, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        Color dark = shade(0);
        Color light = shade(180);
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            int left = (cell % COLUMNS) * width / COLUMNS;
            int top = (cell / COLUMNS) * height / ROWS;
            pen.setColor((code(serial) >> cell & 1) == 1 ? light : dark);
            pen.fillRect(left, top, width / COLUMNS + 1, height / ROWS + 1);
        }
        pen.dispose();
        return image;
    }

    private Color shade(int least) {
        return new Color(least + random.nextInt(75), least + random.nextInt(75), least + random.nextInt(75));
    }

    private static boolean isLight(int rgb) {
        return (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF) > 3 * 128;
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
