package dev.darkroom.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.codec.Embedded;
import dev.darkroom.image.jpeg.JpegImageReaderSpi;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** Reads the first page of TIFF and BigTIFF files through TwelveMonkeys' plug-in. */
final class TiffReader implements RowReader {
    private static final ImageReaderSpi CLASSIC = new TIFFImageReaderSpi();
    private static final ImageReaderSpi BIG = new BigTIFFImageReaderSpi();

    private static final int ICC_PROFILE = 34675;

    static {
        preferTheirJpegReader();
    }

    private final byte[] data;
    private final TiffDirectory directory;
    private final PictureHeader header;

    private TiffReader(byte[] data, TiffDirectory directory, PictureHeader header) {
        this.data = data;
        this.directory = directory;
        this.header = header;
    }

    /**
     * The plug-in reads JPEG data within a TIFF with whatever reader of JPEG comes first in ImageIO's registry, and which one that is
     * hangs on the order of the class path. The one that it was made with is what it was tested with.
     */
    private static void preferTheirJpegReader() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        ImageReaderSpi theirs = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
        ImageReaderSpi ours = registry.getServiceProviderByClass(JpegImageReaderSpi.class);
        if (theirs != null && ours != null) {
            registry.unsetOrdering(ImageReaderSpi.class, ours, theirs);
            registry.setOrdering(ImageReaderSpi.class, theirs, ours);
        }
    }

    static TiffReader open(byte[] data, Limits limits) throws ImageException, IOException {
        TiffDirectory directory = TiffDirectory.first(Bytes.of(data, ByteOrder.BIG_ENDIAN));
        TiffPage page = TiffPage.of(directory, limits);
        PictureHeader header = new PictureHeader(
                ImageFormat.TIFF,
                page.size(),
                1,
                page.bytesPerPixel(),
                directory.orientation(),
                directory.bytes(ICC_PROFILE).map(Embedded::profile),
                !page.isFloating());
        return new TiffReader(data, directory, header);
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
        if (!directory.isLast()) {
            request.notes().accept(Note.FIRST_FRAME_ONLY);
        }
        ImageReaderSpi plugin = directory.isBig() ? BIG : CLASSIC;
        TiffExcerpt excerpt = TiffExcerpt.of(data, directory);
        return ImageRows.of(PluginDecoder.decode(plugin, excerpt, header, request));
    }
}
