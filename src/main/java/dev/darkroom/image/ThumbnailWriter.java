package dev.darkroom.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes finished images through the JDK's plug-ins, without metadata. */
final class ThumbnailWriter {
    private ThumbnailWriter() {}

    /** Baseline JPEG, 4:2:0. The image must be opaque. */
    static byte[] jpeg(BufferedImage image, int quality) throws IOException {
        ImageWriter writer = JdkCodecs.JPEG_WRITER.createWriterInstance();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality / 100f);
        return write(writer, image, param);
    }

    /** PNG, not interlaced, of the channels that the image has. */
    static byte[] png(BufferedImage image) throws IOException {
        ImageWriter writer = JdkCodecs.PNG_WRITER.createWriterInstance();
        return write(writer, image, writer.getDefaultWriteParam());
    }

    private static byte[] write(ImageWriter writer, BufferedImage image, ImageWriteParam param) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
