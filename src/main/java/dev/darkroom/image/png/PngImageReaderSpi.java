package dev.darkroom.image.png;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;
import javax.imageio.stream.ImageInputStream;

/** Makes {@link PngImageReader} known to ImageIO, ahead of the JDK's reader. */
public final class PngImageReaderSpi extends ImageReaderSpi {
    private static final String[] NAMES = {"png", "PNG"};
    private static final String[] SUFFIXES = {"png"};
    private static final String[] MIME_TYPES = {"image/png", "image/x-png"};
    /** The signature (third edition, section 5.2) as a number. */
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;

    /** For ImageIO. */
    public PngImageReaderSpi() {
        super(
                "Darkroom",
                "1.0",
                NAMES,
                SUFFIXES,
                MIME_TYPES,
                PngImageReader.class.getName(),
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
        Iterator<ImageReaderSpi> readers = registry.getServiceProviders(ImageReaderSpi.class, false);
        while (readers.hasNext()) {
            ImageReaderSpi other = readers.next();
            if (other.getClass().getName().startsWith("com.sun.imageio.")
                    && List.of(other.getFormatNames()).contains("png")) {
                registry.setOrdering(ImageReaderSpi.class, this, other);
            }
        }
    }

    /** Whether the signature is that of PNG. Leaves the position where it was. */
    @Override
    public boolean canDecodeInput(Object source) throws IOException {
        if (!(source instanceof ImageInputStream stream)) {
            return false;
        }
        byte[] start = new byte[Long.BYTES];
        stream.mark();
        int count = 0;
        try {
            for (int read = 0; read >= 0 && count < start.length; count += Math.max(read, 0)) {
                read = stream.read(start, count, start.length - count);
            }
        } finally {
            stream.reset();
        }
        return count == start.length && ByteBuffer.wrap(start).getLong() == SIGNATURE;
    }

    @Override
    public ImageReader createReaderInstance(Object extension) {
        return new PngImageReader(this);
    }

    @Override
    public String getDescription(Locale locale) {
        return "PNG reader that reduces while it decodes";
    }
}
