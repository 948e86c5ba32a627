package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.png.PngDecoder;
import dev.darkroom.image.png.PngHeader;
import dev.darkroom.image.png.PngSampler;
import dev.darkroom.image.raster.BoxReducer;
import java.io.IOException;
import java.nio.ByteOrder;

/** Reads PNG of every colour type and depth. An animated PNG gives its default picture. */
final class PngReader implements RowReader {
    /** Whatever the size: rows are reduced as they are read, interlaced pictures to the pixels that are wanted of them. */
    private static final int BYTES_PER_PIXEL = 0;

    private final PngDecoder decoder;
    private final PictureHeader header;

    private PngReader(PngDecoder decoder, PictureHeader header) {
        this.decoder = decoder;
        this.header = header;
    }

    static PngReader open(byte[] data, Limits limits) throws ImageException, IOException {
        PngDecoder decoder = PngDecoder.open(data);
        PngHeader png = decoder.header();
        Size size = PictureHeader.size(png.width(), png.height(), limits);
        Orientation orientation = png.exif()
                .map(exif -> TiffDirectory.orientation(Bytes.of(exif, ByteOrder.BIG_ENDIAN)))
                .orElse(Orientation.NORMAL);
        return new PngReader(
                decoder,
                new PictureHeader(ImageFormat.PNG, size, 1, BYTES_PER_PIXEL, orientation, png.effectiveProfile()));
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    @Override
    public SampleRows read(ReadRequest request) {
        if (decoder.header().animated()) {
            request.notes().accept(Note.FIRST_FRAME_ONLY);
        }
        Size target = request.target();
        int factor = BoxReducer.factor(header.size().width(), header.size().height(), target.width(), target.height());
        return new PngSampleRows(PngSampler.of(decoder, factor), request.notes());
    }
}
