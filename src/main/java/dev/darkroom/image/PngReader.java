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

    private static final int MOST_CHANNELS = 4;

    private final PngDecoder decoder;
    private final PictureHeader header;
    private final Limits limits;

    private PngReader(PngDecoder decoder, PictureHeader header, Limits limits) {
        this.decoder = decoder;
        this.header = header;
        this.limits = limits;
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
                new PictureHeader(ImageFormat.PNG, size, 1, BYTES_PER_PIXEL, orientation, png.effectiveProfile()),
                limits);
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    @Override
    public long workingBytes(ReadRequest request) {
        int factor = factor(request.target());
        Size reduced = reduced(factor);
        return PngSampler.workingBytes(decoder.header(), factor)
                + HeapEstimate.resampling(reduced, request.target(), MOST_CHANNELS);
    }

    @Override
    public SampleRows read(ReadRequest request) {
        if (decoder.header().animated()) {
            request.notes().accept(Note.FIRST_FRAME_ONLY);
        }
        int factor = factor(request.target());
        return new PngSampleRows(PngSampler.of(decoder, factor), request.notes());
    }

    /** Of an interlaced picture, all boxes are held: larger ones where that would be too much. */
    private int factor(Size target) {
        Size size = header.size();
        int factor = BoxReducer.factor(size.width(), size.height(), target.width(), target.height());
        int largest = Math.min(
                BoxReducer.MAX_FACTOR, Math.min(size.width() / target.width(), size.height() / target.height()));
        while (decoder.header().interlaced()
                && factor < largest
                && PngSampler.workingBytes(decoder.header(), factor) > limits.maxDecodedBytes()) {
            factor++;
        }
        return factor;
    }

    private Size reduced(int factor) {
        return new Size(
                BoxReducer.boxes(header.size().width(), factor),
                BoxReducer.boxes(header.size().height(), factor));
    }
}
