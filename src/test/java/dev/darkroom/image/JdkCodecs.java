package dev.darkroom.image;

import java.util.Iterator;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/** The JDK's own plug-ins by intent: other plug-ins on the class path register themselves ahead of them. */
final class JdkCodecs {
    static final ImageReaderSpi JPEG_READER = find(ImageReaderSpi.class, "jpeg");
    static final ImageReaderSpi PNG_READER = find(ImageReaderSpi.class, "png");
    static final ImageWriterSpi JPEG_WRITER = find(ImageWriterSpi.class, "jpeg");
    static final ImageWriterSpi PNG_WRITER = find(ImageWriterSpi.class, "png");

    private JdkCodecs() {}

    private static <T extends ImageReaderWriterSpi> T find(Class<T> kind, String format) {
        Iterator<T> found = IIORegistry.getDefaultInstance()
                .getServiceProviders(kind, spi -> isOfJdk((ImageReaderWriterSpi) spi, format), true);
        if (!found.hasNext()) {
            throw new IllegalStateException("this Java runtime has no " + kind.getSimpleName() + " for " + format);
        }
        return found.next();
    }

    private static boolean isOfJdk(ImageReaderWriterSpi spi, String format) {
        return spi.getClass().getName().startsWith("com.sun.imageio.plugins." + format + ".");
    }
}
