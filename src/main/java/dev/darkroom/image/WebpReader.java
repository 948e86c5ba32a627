package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.raster.Axis;
import dev.darkroom.image.raster.PlaneResampler;
import dev.darkroom.image.webp.WebpDecoder;
import dev.darkroom.image.webp.WebpHeader;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Reads WebP. Rows are fitted as they are decoded, so pictures of any size are read whole, and {@link ReadRequest#step} has no
 * meaning. An animation gives its first frame.
 */
final class WebpReader implements PictureReader {
    /** Nothing is held that grows with the number of pixels. */
    private static final int BYTES_PER_PIXEL = 0;

    private static final int PLANES = 3;

    private final WebpDecoder decoder;
    private final PictureHeader header;

    private WebpReader(WebpDecoder decoder, PictureHeader header) {
        this.decoder = decoder;
        this.header = header;
    }

    static WebpReader open(byte[] data, Limits limits) throws ImageException, IOException {
        WebpDecoder decoder = WebpDecoder.open(data);
        WebpHeader found = decoder.header();
        PictureHeader header = new PictureHeader(
                ImageFormat.WEBP,
                PictureHeader.size(found.width(), found.height(), limits),
                found.frames(),
                BYTES_PER_PIXEL,
                found.exif()
                        .map(exif -> TiffDirectory.orientation(Bytes.of(exif, ByteOrder.BIG_ENDIAN)))
                        .orElse(Orientation.NORMAL),
                found.profile());
        return new WebpReader(decoder, header);
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    @Override
    public SampleRows read(ReadRequest request) throws IOException {
        if (decoder.header().animated()) {
            request.notes().accept(Note.FIRST_FRAME_ONLY);
        }
        return decoder.hasPlanes() ? fitPlanes(request) : fitPixels(request);
    }

    private double reduction(Size target) {
        Size size = header.size();
        return Math.min((double) size.width() / target.width(), (double) size.height() / target.height());
    }

    /** Planes are fitted each from its own size: chroma is neither enlarged nor turned into colours before it is reduced. */
    private SampleRows fitPlanes(ReadRequest request) throws IOException {
        Size size = header.size();
        Size target = request.target();
        PlaneResampler[] planes = new PlaneResampler[PLANES];
        for (int plane = 0; plane < PLANES; plane++) {
            planes[plane] = new PlaneResampler(
                    plane == 0 ? Axis.of(size.width(), target.width()) : chromaAxis(size.width(), target.width()),
                    plane == 0 ? Axis.of(size.height(), target.height()) : chromaAxis(size.height(), target.height()),
                    1);
        }
        note(request, decoder.decodePlanes(reduction(target), (plane, samples) -> planes[plane].accept(samples, 0)));
        return new FittedRows(inFullRange(planes), target, SampleLayout.YCBCR);
    }

    /** One sample for two of luma; the last may lie half outside. */
    private static Axis chromaAxis(int source, int target) {
        return new Axis((source + 1) / 2, source / 2.0, target);
    }

    /** From the narrow range of ITU-R BT.601 to the full one of JFIF. */
    private static float[] inFullRange(PlaneResampler[] planes) {
        float[] luma = planes[0].result();
        float[] blue = planes[1].result();
        float[] red = planes[2].result();
        float[] samples = new float[PLANES * luma.length];
        for (int in = 0, out = 0; in < luma.length; in++) {
            samples[out++] = (luma[in] - 16) * (255f / 219);
            samples[out++] = (blue[in] - 128) * (255f / 224) + 128;
            samples[out++] = (red[in] - 128) * (255f / 224) + 128;
        }
        return samples;
    }

    private SampleRows fitPixels(ReadRequest request) throws IOException {
        Size size = header.size();
        Size target = request.target();
        SampleLayout layout = decoder.header().alpha() ? SampleLayout.RGB_ALPHA : SampleLayout.RGB;
        PlaneResampler fitted = new PlaneResampler(
                Axis.of(size.width(), target.width()), Axis.of(size.height(), target.height()), layout.channels());
        float[] samples = new float[size.width() * layout.channels()];
        note(request, decoder.decodePixels(reduction(target), argb -> {
            if (layout.hasAlpha()) {
                ArgbRows.premultiply(argb, 0, samples);
            } else {
                spread(argb, samples);
            }
            fitted.accept(samples, 0);
        }));
        return new FittedRows(fitted.result(), target, layout);
    }

    private static void spread(int[] argb, float[] samples) {
        for (int in = 0, out = 0; out < samples.length; in++) {
            samples[out++] = argb[in] >> 16 & 0xff;
            samples[out++] = argb[in] >> 8 & 0xff;
            samples[out++] = argb[in] & 0xff;
        }
    }

    private static void note(ReadRequest request, boolean complete) {
        if (!complete) {
            request.notes().accept(Note.TRUNCATED);
        }
    }

    /** Rows of samples that have their final size already. */
    private static final class FittedRows implements SampleRows {
        private final float[] samples;
        private final Size size;
        private final SampleLayout layout;
        private int next;

        private FittedRows(float[] samples, Size size, SampleLayout layout) {
            this.samples = samples;
            this.size = size;
            this.layout = layout;
        }

        @Override
        public Size size() {
            return size;
        }

        @Override
        public SampleLayout layout() {
            return layout;
        }

        @Override
        public void next(float[] row) {
            System.arraycopy(samples, next, row, 0, row.length);
            next += row.length;
        }
    }
}
