package dev.darkroom.pipeline;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures for tests, told apart by their colour. */
final class Pictures {

    private Pictures() {}

    static byte[] encoded(String format, int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("ImageIO cannot write " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] jpeg(int width, int height, Color colour) {
        return encoded("jpeg", width, height, colour);
    }

    static BufferedImage decoded(byte[] content) {
        try {
            return ImageIO.read(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which of red, green and blue dominates in the middle of the picture. */
    static Color dominant(byte[] content) {
        BufferedImage image = decoded(content);
        Color middle = new Color(image.getRGB(image.getWidth() / 2, image.getHeight() / 2));
        int most = Math.max(middle.getRed(), Math.max(middle.getGreen(), middle.getBlue()));
        if (middle.getRed() == most) {
            return Color.RED;
        }
        return middle.getGreen() == most ? Color.GREEN : Color.BLUE;
    }
}
