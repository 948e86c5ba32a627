package dev.darkroom.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import javax.imageio.spi.ImageReaderSpi;

/** Reads WebP through TwelveMonkeys' plug-in. An animation gives its first frame. */
final class WebpReader implements RowReader {
    private static final ImageReaderSpi PLUGIN = new WebPImageReaderSpi();

    /**
     * Of {@link Limits#maxDecodedBytes()}. In truth the plug-in takes some 30 bytes a pixel of a lossy picture, most of
     * them garbage at once; this lets 12 megapixels pass, which it reads in a heap of 400 MB.
     */
    private static final int BYTES_PER_PIXEL = 8;

    private final WebpChunks chunks;
    private final PictureHeader header;

    private WebpReader(WebpChunks chunks, PictureHeader header) {
        this.chunks = chunks;
        this.header = header;
    }

    static WebpReader open(byte[] data, Limits limits) throws ImageException, IOException {
        WebpChunks chunks = WebpChunks.parse(data, limits);
        requireMemory(chunks.size(), limits);
        PictureHeader header = new PictureHeader(
                ImageFormat.WEBP, chunks.size(), 1, BYTES_PER_PIXEL, chunks.orientation(), chunks.profile());
        return new WebpReader(chunks, header);
    }

    /** The plug-in decodes at full size whatever it is asked for, so reading fewer pixels would save nothing. */
    private static void requireMemory(Size size, Limits limits) throws ImageException {
        long most = limits.maxDecodedBytes() / BYTES_PER_PIXEL;
        if (size.pixels() > most) {
            throw new ImageException(
                    ImageFault.TOO_MANY_PIXELS,
                    "The WebP picture is " + size.width() + " x " + size.height() + " pixels; at most " + most
                            + " pixels of this format can be read.");
        }
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    @Override
    public SampleRows read(ReadRequest request) throws IOException {
        if (chunks.isAnimated()) {
            request.notes().accept(Note.FIRST_FRAME_ONLY);
        }
        SegmentInputStream stream = SegmentInputStream.whole(chunks.withoutMetadata());
        return ImageRows.of(PluginDecoder.decode(PLUGIN, stream, header, request));
    }
}
