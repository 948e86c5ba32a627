package dev.darkroom.image;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.codec.UnsupportedImageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import javax.imageio.spi.ImageReaderSpi;

/** Reads Windows and OS/2 bitmaps through TwelveMonkeys' plug-in. Their profiles, which hardly occur, are ignored. */
final class BmpReader implements RowReader {
    private static final ImageReaderSpi PLUGIN = new BMPImageReaderSpi();
    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    private static final int WINDOWS_HEADER = 40;
    private static final int PIXEL_OFFSET = 10;
    private static final int COMPRESSION = 30;
    /** None, runs of 8 or 4 bits, colour masks without and with alpha. */
    private static final Set<Long> COMPRESSIONS = Set.of(0L, 1L, 2L, 3L, 6L);

    private final byte[] data;
    private final PictureHeader header;

    private BmpReader(byte[] data, PictureHeader header) {
        this.data = data;
        this.header = header;
    }

    static BmpReader open(byte[] data, Limits limits) throws ImageException, IOException {
        Bytes bytes = Bytes.of(data, ByteOrder.LITTLE_ENDIAN);
        boolean core = bytes.u32(FILE_HEADER) == CORE_HEADER;
        requirePlausible(bytes, core);
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

    private static void requirePlausible(Bytes bytes, boolean core) throws IOException {
        // The plug-in makes room for as many colours as fit in front of the pixels.
        if (bytes.u32(PIXEL_OFFSET) > bytes.length()) {
            throw new EOFException("pixels start at " + bytes.u32(PIXEL_OFFSET) + " of " + bytes.length());
        }
        long compression = core || bytes.u32(FILE_HEADER) < WINDOWS_HEADER ? 0 : bytes.u32(COMPRESSION);
        if (!COMPRESSIONS.contains(compression)) {
            // Whole JPEG and PNG files among them, which have sizes of their own.
            throw new UnsupportedImageException("A bitmap of compression method " + compression + " cannot be read.");
        }
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    @Override
    public long workingBytes(ReadRequest request) {
        return PluginDecoder.workingBytes(header, request);
    }

    @Override
    public SampleRows read(ReadRequest request) throws IOException {
        return ImageRows.of(PluginDecoder.decode(PLUGIN, SegmentInputStream.whole(data), header, request));
    }
}
