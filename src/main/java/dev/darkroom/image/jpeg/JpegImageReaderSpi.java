package dev.darkroom.image.jpeg;

import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes {@link JpegImageReader} known to ImageIO, ahead of the JDK's reader, which stays and gets the files that this one
 * cannot read. Which of several further plug-ins for JPEG comes first is chance, as ImageIO leaves it, unless one is told to
 * {@link #prefer}.
 */
public final class JpegImageReaderSpi extends ImageReaderSpi {
    private static final String[] NAMES = {"jpeg", "jpg", "JPEG", "JPG"};
    private static final String[] SUFFIXES = {"jpg", "jpeg", "jpe", "jfif"};
    private static final String[] MIME_TYPES = {"image/jpeg"};
    /** More segments than this ahead of the frame are not worth a look. */
    private static final int MAX_SEGMENTS = 1000;

    private static final Predicate<ImageReaderSpi> JPEG =
            spi -> List.of(spi.getFormatNames()).contains("jpeg");

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

    /**
     * Makes ImageIO take this reader before all others of JPEG that it knows by now. Programs that read TIFF through
     * TwelveMonkeys may not want that: its reader of TIFF hands JPEG within TIFF to whoever comes first.
     */
    public static void prefer() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        if (registry.getServiceProviderByClass(JpegImageReaderSpi.class) == null) {
            registry.registerServiceProvider(new JpegImageReaderSpi(), ImageReaderSpi.class);
        }
        registry.getServiceProviderByClass(JpegImageReaderSpi.class).goAhead(registry, JPEG);
    }

    @Override
    public void onRegistration(ServiceRegistry registry, Class<?> category) {
        goAhead(registry, JPEG.and(spi -> spi.getClass().getName().startsWith("com.sun.imageio.")));
    }

    private void goAhead(ServiceRegistry registry, Predicate<ImageReaderSpi> of) {
        Iterator<ImageReaderSpi> readers = registry.getServiceProviders(ImageReaderSpi.class, false);
        while (readers.hasNext()) {
            ImageReaderSpi other = readers.next();
            if (other != this && of.test(other)) {
                registry.unsetOrdering(ImageReaderSpi.class, other, this);
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
