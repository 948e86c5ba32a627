package dev.darkroom.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import javax.imageio.spi.ImageReaderSpi;

/** Reads WebP through TwelveMonkeys' plug-in. An animation gives its first frame. */
final class WebpReader implements PictureReader {
    private static final ImageReaderSpi PLUGIN = new WebPImageReaderSpi();

    private final WebpChunks chunks;
    private final PictureHeader header;

    private WebpReader(WebpChunks chunks, PictureHeader header) {
        this.chunks = chunks;
        this.header = header;
    }

    static WebpReader open(byte[] data, Limits limits) throws ImageException, IOException {
        WebpChunks chunks = WebpChunks.parse(data, limits);
        PictureHeader header =
                new PictureHeader(ImageFormat.WEBP, chunks.size(), 1, 4, chunks.orientation(), chunks.profile());
        return new WebpReader(chunks, header);
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
        return ImageRows.of(PluginDecoder.decode(PLUGIN, stream, header.size(), request));
    }
}
