package dev.darkroom.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadUpdateListener;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Decodes the first picture of a file with a plug-in of ImageIO, and keeps what was decoded when the plug-in gives up. */
final class PluginDecoder {
    private PluginDecoder() {}

    /**
     * @param size what the header of the file says; a plug-in that sees another size is not trusted
     * @throws IOException if the plug-in gave up before it delivered anything
     */
    static BufferedImage decode(ImageReaderSpi spi, ImageInputStream stream, Size size, ReadRequest request)
            throws IOException {
        ImageReader reader = spi.createReaderInstance();
        try (stream) {
            reader.setInput(stream, true, true);
            if (reader.getWidth(0) != size.width() || reader.getHeight(0) != size.height()) {
                throw new IOException(
                        "header says " + size + ", decoder " + reader.getWidth(0) + "x" + reader.getHeight(0));
            }
            return decode(reader, size, request);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage decode(ImageReader reader, Size size, ReadRequest request) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            throw new IOException("no image type");
        }
        Size sizeRead = request.sizeRead(size);
        BufferedImage image = types.next().createBufferedImage(sizeRead.width(), sizeRead.height());
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(request.step(), request.step(), 0, 0);
        param.setDestination(image);
        Updates updates = new Updates();
        reader.addIIOReadUpdateListener(updates);
        try {
            reader.read(0, param);
        } catch (IOException | RuntimeException damaged) {
            if (!updates.any) {
                throw damaged;
            }
            request.notes().accept(Note.TRUNCATED);
        }
        return image;
    }

    /** Remembers whether any pixels arrived. */
    private static final class Updates implements IIOReadUpdateListener {
        private boolean any;

        @Override
        public void imageUpdate(
                ImageReader source,
                BufferedImage image,
                int x,
                int y,
                int w,
                int h,
                int stepX,
                int stepY,
                int[] bands) {
            any = true;
        }

        @Override
        public void passStarted(
                ImageReader source,
                BufferedImage image,
                int pass,
                int minPass,
                int maxPass,
                int x,
                int y,
                int stepX,
                int stepY,
                int[] bands) {}

        @Override
        public void passComplete(ImageReader source, BufferedImage image) {}

        @Override
        public void thumbnailPassStarted(
                ImageReader source,
                BufferedImage thumbnail,
                int pass,
                int minPass,
                int maxPass,
                int x,
                int y,
                int stepX,
                int stepY,
                int[] bands) {}

        @Override
        public void thumbnailUpdate(
                ImageReader source,
                BufferedImage thumbnail,
                int x,
                int y,
                int w,
                int h,
                int stepX,
                int stepY,
                int[] bands) {}

        @Override
        public void thumbnailPassComplete(ImageReader source, BufferedImage thumbnail) {}
    }
}
