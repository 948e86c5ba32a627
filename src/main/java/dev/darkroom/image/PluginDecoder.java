package dev.darkroom.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Decodes the first picture of a file with a plug-in of ImageIO, and keeps what was decoded when the plug-in gives up. */
final class PluginDecoder {
    private static final int MOST_CHANNELS = 4;
    /** Rows of the source that plug-ins hold on the way, as stored and as decoded. */
    private static final int ROWS = 4;

    private PluginDecoder() {}

    /**
     * Heap that decoding and fitting take at most, in bytes.
     *
     * @param header what the file says of itself
     */
    static long workingBytes(PictureHeader header, ReadRequest request) {
        Size sizeRead = request.sizeRead(header.size());
        long rows = (long) ROWS * header.size().width() * header.bytesPerPixel();
        return sizeRead.pixels() * header.bytesPerPixel()
                + rows
                + HeapEstimate.resampling(sizeRead, request.target(), MOST_CHANNELS);
    }

    /**
     * @param header what the file says of itself; a plug-in that sees another size, or takes more memory for a pixel, is
     *     not trusted
     * @throws IOException if the plug-in gave up before it delivered anything
     */
    static BufferedImage decode(ImageReaderSpi spi, ImageInputStream stream, PictureHeader header, ReadRequest request)
            throws IOException {
        Size size = header.size();
        ImageReader reader = spi.createReaderInstance();
        try (stream) {
            reader.setInput(stream, true, true);
            if (reader.getWidth(0) != size.width() || reader.getHeight(0) != size.height()) {
                throw new IOException(
                        "header says " + size + ", decoder " + reader.getWidth(0) + "x" + reader.getHeight(0));
            }
            return decode(reader, header, request);
        } catch (RuntimeException stumbled) {
            // What plug-ins throw on damaged data is of every kind, and none of it tells anything else.
            throw new IOException(reader.getClass().getName() + " stumbled", stumbled);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage decode(ImageReader reader, PictureHeader header, ReadRequest request)
            throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            throw new IOException("no image type");
        }
        ImageTypeSpecifier type = types.next();
        if (bytesPerPixel(type) > header.bytesPerPixel()) {
            throw new IOException("header says " + header.bytesPerPixel() + " bytes a pixel, decoder " + type);
        }
        Size sizeRead = request.sizeRead(header.size());
        BufferedImage image = type.createBufferedImage(sizeRead.width(), sizeRead.height());
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

    /** Rounded up, for pixels that share a byte. */
    private static int bytesPerPixel(ImageTypeSpecifier type) {
        SampleModel model = type.getSampleModel();
        return model.getNumDataElements() * DataBuffer.getDataTypeSize(model.getTransferType()) / Byte.SIZE;
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
