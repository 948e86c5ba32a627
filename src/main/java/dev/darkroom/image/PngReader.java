package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;

/** Reads PNG of every colour type and depth through the JDK's plug-in. An animated PNG gives its default picture. */
final class PngReader implements RowReader {
    private final byte[] data;
    private final PngChunks chunks;
    private final PictureHeader header;

    private PngReader(byte[] data, PngChunks chunks, PictureHeader header) {
        this.data = data;
        this.chunks = chunks;
        this.header = header;
    }

    static PngReader open(byte[] data, Limits limits) throws ImageException, IOException {
        PngChunks chunks = PngChunks.parse(data);
        Bytes fields = chunks.header();
        Size size = PictureHeader.size(fields.u32(0), fields.u32(4), limits);
        int bytesPerSample = fields.u8(8) > 8 ? 2 : 1;
        PictureHeader header = new PictureHeader(
                ImageFormat.PNG,
                size,
                1,
                bytesPerSample * channels(fields.u8(9)),
                chunks.orientation(),
                chunks.profile());
        return new PngReader(data, chunks, header);
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
        SegmentInputStream stream = new SegmentInputStream(data, chunks.kept());
        return ImageRows.of(PluginDecoder.decode(JdkCodecs.PNG_READER, stream, header, request));
    }

    /** Those of the decoded picture, to which a transparent colour adds alpha. */
    private static int channels(int colorType) throws IOException {
        return switch (colorType) {
            case 3 -> 1;
            case 0, 4 -> 2;
            case 2, 6 -> 4;
            default -> throw new IOException("colour type " + colorType);
        };
    }
}
