package dev.darkroom.image.jpeg;

import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes {@link JpegImageReader} known to ImageIO. It goes ahead of all other readers of JPEG, so that {@code ImageIO.read}
 * and those who ask for the first reader get this one; the others stay registered, and get what this one cannot read.
 */
public final class JpegImageReaderSpi extends ImageReaderSpi {
    private static final String[] NAMES = {"jpeg", "jpg", "JPEG", "JPG"};
    private static final String[] SUFFIXES = {"jpg", "jpeg", "jpe", "jfif"};
    private static final String[] MIME_TYPES = {"image/jpeg"};
    /** More segments than this ahead of the frame are not worth a look. */
    private static final int MAX_SEGMENTS = 1000;

    private static final int START_OF_SCAN = 0xda;
    /** Baseline, extended and progressive come first; lossless, hierarchical and arithmetic frames follow. */
    private static final int LAST_READABLE_FRAME = 0xc2;

    /** For ImageIO. */
    public JpegImageReaderSpi() {
        super(
                "Darkroom",
                "1.0",
                NAMES,
                SUFFIXES,
                MIME_TYPES,
                JpegImageReader.class.getName(),
                new Class<?>[] {ImageInputStream.class},
                null,
                false,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null);
    }

    @Override
    public void onRegistration(ServiceRegistry registry, Class<?> category) {
        Iterator<ImageReaderSpi> others = registry.getServiceProviders(ImageReaderSpi.class, false);
        while (others.hasNext()) {
            ImageReaderSpi other = others.next();
            if (other != this && List.of(other.getFormatNames()).contains("jpeg")) {
                registry.setOrdering(ImageReaderSpi.class, this, other);
            }
        }
    }

    /** Whether this is a JPEG, and not of a kind that {@link JpegDecoder} refuses. Leaves the position where it was. */
    @Override
    public boolean canDecodeInput(Object source) throws IOException {
        if (!(source instanceof ImageInputStream stream)) {
            return false;
        }
        stream.mark();
        try {
            return startsLikeJpeg(stream) && hasReadableFrame(stream);
        } finally {
            stream.reset();
        }
    }

    @Override
    public ImageReader createReaderInstance(Object extension) {
        return new JpegImageReader(this);
    }

    @Override
    public String getDescription(Locale locale) {
        return "JPEG reader that reduces while it decodes";
    }

    private static boolean startsLikeJpeg(ImageInputStream stream) throws IOException {
        if (stream.read() != 0xff || stream.read() != 0xd8) {
            return false;
        }
        long segments = stream.getStreamPosition();
        if (stream.read() != 0xff) {
            return false;
        }
        stream.seek(segments);
        return true;
    }

    /** Whether the frame can be read. Where none is found this is true: then reading tells what is wrong with the file. */
    private static boolean hasReadableFrame(ImageInputStream stream) throws IOException {
        try {
            for (int i = 0; i < MAX_SEGMENTS; i++) {
                int marker = nextMarker(stream);
                int length = stream.readUnsignedByte() << 8 | stream.readUnsignedByte();
                if (isFrame(marker)) {
                    return marker <= LAST_READABLE_FRAME && stream.readUnsignedByte() == 8;
                }
                if (marker == START_OF_SCAN) {
                    return true;
                }
                stream.seek(stream.getStreamPosition() + Math.max(0, length - 2));
            }
            return true;
        } catch (EOFException headerIsCut) {
            return true;
        }
    }

    /** Skips what stands between segments, as all readers do. */
    private static int nextMarker(ImageInputStream stream) throws IOException {
        int previous = 0;
        int current = stream.readUnsignedByte();
        while (previous != 0xff || current == 0xff || current == 0) {
            previous = current;
            current = stream.readUnsignedByte();
        }
        return current;
    }

    /** SOF0 to SOF15 of T.81, table B.1, without the three in their midst that mean something else. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}
