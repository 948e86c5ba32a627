package dev.darkroom.image.webp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Lets ImageIO read WebP with {@link WebpDecoder}. */
public final class WebpImageReaderSpi extends ImageReaderSpi {
    private static final int SIGNATURE_BYTES = 16;

    /** For ImageIO, which finds this class by its name. */
    public WebpImageReaderSpi() {
        super(
                "Darkroom",
                "1.0",
                new String[] {"webp", "WEBP", "WebP"},
                new String[] {"webp"},
                new String[] {"image/webp"},
                WebpImageReader.class.getName(),
                new Class<?>[] {ImageInputStream.class},
                new String[0],
                false,
                null,
                null,
                new String[0],
                new String[0],
                false,
                null,
                null,
                new String[0],
                new String[0]);
    }

    @Override
    public boolean canDecodeInput(Object source) throws IOException {
        if (!(source instanceof ImageInputStream stream)) {
            return false;
        }
        byte[] start = new byte[SIGNATURE_BYTES];
        stream.mark();
        try {
            int count = stream.read(start);
            return count == SIGNATURE_BYTES && hasText(start, 0, "RIFF") && hasText(start, 8, "WEBPVP8");
        } finally {
            stream.reset();
        }
    }

    private static boolean hasText(byte[] bytes, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    @Override
    public ImageReader createReaderInstance(Object extension) {
        return new WebpImageReader(this);
    }

    @Override
    public String getDescription(Locale locale) {
        return "WebP, lossy and lossless";
    }
}
