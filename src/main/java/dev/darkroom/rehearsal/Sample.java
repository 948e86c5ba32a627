package dev.darkroom.rehearsal;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A file that somebody uploads.
 *
 * @param name the end of its key
 * @param state what becomes of it, in the words of {@code /uploads/KEY}
 * @param content its bytes, not copied
 */
record Sample(String name, String state, byte[] content) {

    private static final long SEED = 1;
    private static final int STROKES = 2_000;
    private static final float QUALITY = 0.9f;
    private static final byte[] NO_PICTURE = "no picture".getBytes(StandardCharsets.US_ASCII);

    /** @return one of each kind that people upload: as cameras, editors and screens write them, and something that is no picture */
    static List<Sample> all() throws IOException {
        BufferedImage photo = paint(1632, 1224);
        BufferedImage small = paint(544, 408);
        return List.of(
                ready("camera.jpg", encode(photo, "jpeg", ImageWriteParam.MODE_DISABLED)),
                ready("editor.jpg", encode(photo, "jpeg", ImageWriteParam.MODE_DEFAULT)),
                ready("small.jpg", encode(small, "jpeg", ImageWriteParam.MODE_DISABLED)),
                ready("screen.png", encode(small, "png", ImageWriteParam.MODE_DISABLED)),
                ready("drawing.gif", encode(small, "gif", ImageWriteParam.MODE_DISABLED)),
                new Sample("letter.txt", "rejected", NO_PICTURE));
    }

    private static Sample ready(String name, byte[] content) {
        return new Sample(name, "ready", content);
    }

    /** Many edges, as in a photo; the same each time. */
    private static BufferedImage paint(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Random random = new Random(SEED);
        for (int i = 0; i < STROKES; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            graphics.fillOval(random.nextInt(width), random.nextInt(height), random.nextInt(60), random.nextInt(60));
        }
        graphics.dispose();
        return image;
    }

    private static byte[] encode(BufferedImage image, String format, int progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
                parameters.setProgressiveMode(progressive);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
