package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.color.ColorKind;
import dev.darkroom.image.color.ColorTransform;
import dev.darkroom.image.jpeg.JpegColor;
import dev.darkroom.image.raster.Axis;
import dev.darkroom.image.raster.Plane;
import dev.darkroom.image.raster.PlaneResampler;
import dev.darkroom.image.webp.WebpDecoder;
import dev.darkroom.image.webp.WebpHeader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Reads WebP. Rows are fitted as they are decoded, so pictures of any size are read whole, and {@link ReadRequest#step} has no
 * meaning. An animation gives its first frame.
 */
final class WebpReader implements PictureReader {
    /** Nothing is held that grows with the number of pixels. */
    private static final int BYTES_PER_PIXEL = 0;

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
    public Fitted fit(ReadRequest request) throws IOException {
        if (decoder.header().animated()) {
            request.notes().accept(Note.FIRST_FRAME_ONLY);
        }
        return decoder.hasPlanes() ? fitPlanes(request) : fitPixels(request);
    }

    @Override
    public long workingBytes(ReadRequest request) {
        WebpHeader found = decoder.header();
        return WebpDecoder.workingBytes(found)
                + HeapEstimate.resampling(header.size(), request.target(), found.alpha() || found.lossless() ? 4 : 2);
    }

    private double reduction(Size target) {
        Size size = header.size();
        return Math.min((double) size.width() / target.width(), (double) size.height() / target.height());
    }

    /** Planes are fitted each from its own size: chroma is neither enlarged nor turned into colours before it is reduced. */
    private Fitted fitPlanes(ReadRequest request) throws IOException {
        Optional<ColorTransform> transform =
                ColorConversion.transform(header.profile(), ColorKind.RGB, request.notes());
        boolean halves = request.chroma() == ReadRequest.Chroma.AS_JPEG && transform.isEmpty();
        Size size = header.size();
        Size target = request.target();
        Size chroma = halves ? new Size((target.width() + 1) / 2, (target.height() + 1) / 2) : target;
        double share = halves ? 0.5 : 1;
        PlaneResampler luma =
                new PlaneResampler(Axis.of(size.width(), target.width()), Axis.of(size.height(), target.height()), 1);
        Axis across = chromaAxis(size.width(), chroma.width(), target.width() * share);
        Axis down = chromaAxis(size.height(), chroma.height(), target.height() * share);
        List<PlaneResampler> planes =
                List.of(luma, new PlaneResampler(across, down, 1), new PlaneResampler(across, down, 1));
        note(request, decoder.decodePlanes(reduction(target), (plane, samples) -> planes.get(plane)
                .accept(samples, 0)));
        planes.forEach(request.stopwatch()::add);
        return new FittedPlanes(
                List.of(
                        inFullRange(target, luma, 16, 219, 0),
                        inFullRange(chroma, planes.get(1), 128, 224, 128),
                        inFullRange(chroma, planes.get(2), 128, 224, 128)),
                JpegColor.YCBCR,
                transform);
    }

    /** One sample for two of luma; the last may lie half outside. */
    private static Axis chromaAxis(int source, int target, double targetLength) {
        return new Axis((source + 1) / 2, source / 2.0, target, targetLength);
    }

    /** From the narrow range of ITU-R BT.601 to the full one of JFIF. */
    private static Plane inFullRange(Size size, PlaneResampler fitted, float origin, float range, float newOrigin) {
        float[] samples = fitted.result();
        float factor = 255 / range;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (samples[i] - origin) * factor + newOrigin;
        }
        return new Plane(size.width(), size.height(), samples);
    }

    private Fitted fitPixels(ReadRequest request) throws IOException {
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
        request.stopwatch().add(fitted);
        return new Samples(fitted.result(), target, layout);
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
}
