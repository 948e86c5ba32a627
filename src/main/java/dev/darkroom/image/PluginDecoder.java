package dev.darkroom.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
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
        try {
            reader.read(0, param);
        } catch (IOException | RuntimeException damaged) {
            if (isBlank(image)) {
                throw damaged;
            }
            request.notes().accept(Note.TRUNCATED);
        }
        return image;
    }

    /** Whether nothing was painted yet: plug-ins disagree on what they report, and when. */
    private static boolean isBlank(BufferedImage image) {
        Raster raster = image.getRaster();
        int[] row = new int[raster.getWidth() * raster.getNumBands()];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int sample : raster.getPixels(0, y, raster.getWidth(), 1, row)) {
                if (sample != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
