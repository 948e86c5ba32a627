package dev.darkroom.image;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import dev.darkroom.image.codec.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;

/** Reads Windows and OS/2 bitmaps through TwelveMonkeys' plug-in. Their profiles, which hardly occur, are ignored. */
final class BmpReader implements RowReader {
    private static final ImageReaderSpi PLUGIN = new BMPImageReaderSpi();
    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;

    private final byte[] data;
    private final PictureHeader header;

    private BmpReader(byte[] data, PictureHeader header) {
        this.data = data;
        this.header = header;
    }

    static BmpReader open(byte[] data, Limits limits) throws ImageException, IOException {
        Bytes bytes = Bytes.of(data, ByteOrder.LITTLE_ENDIAN);
        boolean core = bytes.u32(FILE_HEADER) == CORE_HEADER;
        long width = core ? bytes.u16(18) : bytes.i32(18);
        // Rows run from the bottom up unless the height is negative.
        long height = core ? bytes.u16(20) : Math.abs((long) bytes.i32(22));
        int bits = bytes.u16(core ? 24 : 28);
        PictureHeader header = new PictureHeader(
                ImageFormat.BMP,
                PictureHeader.size(width, height, limits),
                1,
                Math.max(1, bits / 8),
                Orientation.NORMAL,
                Optional.empty());
        return new BmpReader(data, header);
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    @Override
    public SampleRows read(ReadRequest request) throws IOException {
        return ImageRows.of(PluginDecoder.decode(PLUGIN, SegmentInputStream.whole(data), header.size(), request));
    }
}
