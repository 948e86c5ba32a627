package dev.darkroom.image;

import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.darkroom.image.codec.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import javax.imageio.spi.ImageReaderSpi;

/** Reads the first page of TIFF and BigTIFF files through TwelveMonkeys' plug-in. */
final class TiffReader implements RowReader {
    private static final ImageReaderSpi CLASSIC = new TIFFImageReaderSpi();
    private static final ImageReaderSpi BIG = new BigTIFFImageReaderSpi();

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int ICC_PROFILE = 34675;
    private static final int MAX_BYTES_PER_PIXEL = 64;

    private final byte[] data;
    private final TiffDirectory directory;
    private final PictureHeader header;

    private TiffReader(byte[] data, TiffDirectory directory, PictureHeader header) {
        this.data = data;
        this.directory = directory;
        this.header = header;
    }

    static TiffReader open(byte[] data, Limits limits) throws ImageException, IOException {
        TiffDirectory directory = TiffDirectory.first(Bytes.of(data, ByteOrder.BIG_ENDIAN));
        Size size = PictureHeader.size(required(directory, WIDTH), required(directory, HEIGHT), limits);
        // A decoder allocates whole tiles, however little of them the picture covers.
        PictureHeader.size(
                directory.number(TILE_WIDTH).orElse(1),
                directory.number(TILE_HEIGHT).orElse(1),
                limits);
        PictureHeader header = new PictureHeader(
                ImageFormat.TIFF,
                size,
                1,
                bytesPerPixel(directory),
                directory.orientation(),
                directory.bytes(ICC_PROFILE).map(Bytes::toArray));
        return new TiffReader(data, directory, header);
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    @Override
    public SampleRows read(ReadRequest request) throws IOException {
        if (!directory.isLast()) {
            request.notes().accept(Note.FIRST_FRAME_ONLY);
        }
        ImageReaderSpi plugin = data[2] == 43 || data[3] == 43 ? BIG : CLASSIC;
        return ImageRows.of(PluginDecoder.decode(plugin, SegmentInputStream.whole(data), header.size(), request));
    }

    private static long required(TiffDirectory directory, int tag) throws IOException {
        OptionalLong value = directory.number(tag);
        return value.orElseThrow(() -> new IOException("no tag " + tag));
    }

    private static int bytesPerPixel(TiffDirectory directory) throws IOException, ImageException {
        long samples = directory.number(SAMPLES_PER_PIXEL).orElse(1);
        long bits = directory.number(BITS_PER_SAMPLE).orElse(1);
        long bytes = (samples * bits + 7) / 8;
        if (samples < 1 || bits < 1 || samples > 1000 || bits > 1000 || bytes > MAX_BYTES_PER_PIXEL) {
            throw new ImageException(
                    ImageFault.UNSUPPORTED, "A TIFF of " + samples + " samples of " + bits + " bits cannot be read.");
        }
        return (int) bytes;
    }
}
