package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.color.ColorKind;
import dev.darkroom.image.color.ColorTransform;
import dev.darkroom.image.jpeg.JpegColor;
import dev.darkroom.image.jpeg.JpegDecoder;
import dev.darkroom.image.jpeg.JpegDecoder.Detail;
import dev.darkroom.image.jpeg.JpegHeader;
import dev.darkroom.image.raster.Axis;
import dev.darkroom.image.raster.Plane;
import dev.darkroom.image.raster.PlaneResampler;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads JPEG at the smallest scale that still has two samples for each of the thumbnail's, and fits each component from its
 * own size to that of the thumbnail: colour is never brought to the size of brightness in between.
 */
final class JpegReader implements PictureReader {
    /** Samples that are read for each pixel of the thumbnail, along each axis: fewer cost quality, more only time. */
    private static final int FINENESS = 2;

    private static final int FULL_SCALE = 8;

    private final JpegDecoder decoder;
    private final PictureHeader header;
    private final Limits limits;

    private JpegReader(JpegDecoder decoder, PictureHeader header, Limits limits) {
        this.decoder = decoder;
        this.header = header;
        this.limits = limits;
    }

    static JpegReader open(byte[] data, Limits limits) throws ImageException, IOException {
        JpegDecoder decoder = JpegDecoder.open(data, limits.maxScans());
        JpegHeader jpeg = decoder.header();
        Orientation orientation = Orientation.NORMAL;
        if (jpeg.exif().isPresent()) {
            orientation = TiffDirectory.orientation(Bytes.of(jpeg.exif().get(), ByteOrder.BIG_ENDIAN));
        }
        Size size = PictureHeader.size(jpeg.width(), jpeg.height(), limits);
        PictureHeader header = new PictureHeader(ImageFormat.JPEG, size, 1, 0, orientation, jpeg.profile());
        return new JpegReader(decoder, header, limits);
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    /** With all components at the size of the largest, as where colours have to be converted. */
    @Override
    public long workingBytes(ReadRequest request) {
        List<Integer> scales = scales(request.target(), Chroma.FULL, FULL_SCALE);
        long resampling = 0;
        for (int i = 0; i < scales.size(); i++) {
            Size read = new Size(decoder.width(i, scales.get(i)), decoder.height(i, scales.get(i)));
            resampling += HeapEstimate.resampling(read, request.target(), 1);
        }
        long coefficients = decoder.coefficientBytes(scales, detail(scales.get(0)));
        return Math.min(coefficients, limits.maxDecodedBytes()) + decoder.sampleBytes(scales) + resampling;
    }

    @Override
    public Fitted fit(ReadRequest request) throws ImageException, IOException {
        JpegColor color = decoder.header().color();
        Optional<ColorTransform> transform = ColorConversion.transform(header.profile(), kind(color), request.notes());
        boolean asJpeg =
                request.chroma() == ReadRequest.Chroma.AS_JPEG && transform.isEmpty() && color == JpegColor.YCBCR;
        Chroma chroma = !asJpeg ? Chroma.FULL : isSubsampled() ? Chroma.HALF : Chroma.COARSE;
        return new FittedPlanes(decode(request, chroma), color, transform);
    }

    private List<Plane> decode(ReadRequest request, Chroma chroma) throws ImageException, IOException {
        List<Integer> scales = scales(request, chroma);
        List<ComponentFit> fits = new ArrayList<>();
        for (int i = 0; i < scales.size(); i++) {
            boolean halved = i > 0 && chroma == Chroma.HALF;
            fits.add(fit(i, scales.get(i), request.target(), halved ? 2 : 1));
        }
        boolean sound = decoder.decode(scales, detail(scales.get(0)), (component, row, at) -> fits.get(component)
                .resampler()
                .accept(row, at));
        if (!sound) {
            request.notes().accept(Note.TRUNCATED);
        }
        fits.forEach(fit -> request.stopwatch().add(fit.resampler()));
        return fits.stream().map(ComponentFit::plane).toList();
    }

    private ComponentFit fit(int component, int scale, Size target, int divisor) {
        Axis horizontal =
                axis(decoder.width(component, scale), horizontalLength(component, scale), target.width(), divisor);
        Axis vertical =
                axis(decoder.height(component, scale), verticalLength(component, scale), target.height(), divisor);
        return new ComponentFit(horizontal.target(), vertical.target(), new PlaneResampler(horizontal, vertical, 1));
    }

    private static Axis axis(int count, double length, int target, int divisor) {
        return new Axis(count, length, (target + divisor - 1) / divisor, (double) target / divisor);
    }

    /** Coefficients of progressive files are held in memory: fewer of them where that would be too much. */
    private List<Integer> scales(ReadRequest request, Chroma chroma) throws ImageException {
        int brightest = FULL_SCALE;
        List<Integer> scales = scales(request.target(), chroma, brightest);
        while (needsTooMuch(scales) && brightest > 1) {
            brightest /= 2;
            scales = scales(request.target(), chroma, brightest);
            request.notes().accept(Note.SUBSAMPLED);
        }
        if (needsTooMuch(scales)) {
            throw new ImageException(
                    ImageFault.TOO_MANY_PIXELS,
                    "The progressive JPEG of " + header.size().width() + " x "
                            + header.size().height() + " pixels needs more memory than is allowed.");
        }
        return scales;
    }

    private boolean needsTooMuch(List<Integer> scales) {
        return decoder.coefficientBytes(scales, detail(scales.get(0))) > limits.maxDecodedBytes();
    }

    private List<Integer> scales(Size target, Chroma chroma, int largest) {
        int first = scale(0, FINENESS, target, largest);
        List<Integer> scales = new ArrayList<>(List.of(first));
        for (int i = 1; i < decoder.header().components().size(); i++) {
            scales.add(chroma == Chroma.FULL ? first : scale(i, FINENESS / 2, target, largest));
        }
        return scales;
    }

    /** The smallest scale at which a component has so many samples for each pixel, or the largest one. */
    private int scale(int component, int samples, Size target, int largest) {
        int scale = 1;
        while (scale < largest
                && (horizontalLength(component, scale) < samples * target.width()
                        || verticalLength(component, scale) < samples * target.height())) {
            scale *= 2;
        }
        return scale;
    }

    /** At full size there is little to save, and what refining scans bring would be missed. */
    private static Detail detail(int scale) {
        return scale < FULL_SCALE ? Detail.COARSE : Detail.ALL;
    }

    /** How much of a component's row belongs to the picture, in samples. */
    private double horizontalLength(int component, int scale) {
        JpegHeader jpeg = decoder.header();
        int factor = jpeg.components().get(component).horizontal();
        return (double) jpeg.width() * factor * scale / (FULL_SCALE * jpeg.maxHorizontal());
    }

    /** How much of a component's column belongs to the picture, in samples. */
    private double verticalLength(int component, int scale) {
        JpegHeader jpeg = decoder.header();
        int factor = jpeg.components().get(component).vertical();
        return (double) jpeg.height() * factor * scale / (FULL_SCALE * jpeg.maxVertical());
    }

    private boolean isSubsampled() {
        JpegHeader jpeg = decoder.header();
        return jpeg.maxHorizontal() > 1 || jpeg.maxVertical() > 1;
    }

    private static ColorKind kind(JpegColor color) {
        return switch (color) {
            case GREY -> ColorKind.GREY;
            case YCBCR, RGB -> ColorKind.RGB;
            case CMYK, YCCK -> ColorKind.CMYK;
        };
    }

    /** How colour is read. */
    private enum Chroma {
        /** As brightness is. */
        FULL,
        /** From half as many samples: what is lost cannot be seen in a JPEG, where colour mostly ends up at half size. */
        COARSE,
        /** From half as many samples, and to half of the size. */
        HALF
    }

    /** A component on its way to the size of the thumbnail. */
    private record ComponentFit(int width, int height, PlaneResampler resampler) {
        Plane plane() {
            return new Plane(width, height, resampler.result());
        }
    }
}
