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
    /** Scaled samples for each sample of the thumbnail, along each axis: fewer cost quality, more only time. */
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

    @Override
    public Fitted fit(ReadRequest request) throws ImageException, IOException {
        JpegColor color = decoder.header().color();
        Optional<ColorTransform> transform = ColorConversion.transform(header.profile(), kind(color), request.notes());
        boolean halvesChroma = request.chroma() == ReadRequest.Chroma.AS_JPEG
                && transform.isEmpty()
                && color == JpegColor.YCBCR
                && isSubsampled();
        return new FittedPlanes(decode(request, halvesChroma), color, transform);
    }

    private List<Plane> decode(ReadRequest request, boolean halvesChroma) throws ImageException, IOException {
        int scale = affordable(scale(request.target()), request);
        List<ComponentFit> fits = new ArrayList<>();
        for (int i = 0; i < decoder.header().components().size(); i++) {
            fits.add(fit(i, scale, request.target(), i > 0 && halvesChroma ? 2 : 1));
        }
        if (!decoder.decode(scale, detail(scale), (component, row, at) -> fits.get(component)
                .resampler()
                .accept(row, at))) {
            request.notes().accept(Note.TRUNCATED);
        }
        return fits.stream().map(ComponentFit::plane).toList();
    }

    private ComponentFit fit(int component, int scale, Size target, int divisor) {
        JpegHeader jpeg = decoder.header();
        JpegHeader.Component factors = jpeg.components().get(component);
        Axis horizontal = axis(
                decoder.width(component, scale),
                (double) jpeg.width() * factors.horizontal() * scale / (FULL_SCALE * jpeg.maxHorizontal()),
                target.width(),
                divisor);
        Axis vertical = axis(
                decoder.height(component, scale),
                (double) jpeg.height() * factors.vertical() * scale / (FULL_SCALE * jpeg.maxVertical()),
                target.height(),
                divisor);
        return new ComponentFit(horizontal.target(), vertical.target(), new PlaneResampler(horizontal, vertical, 1));
    }

    private static Axis axis(int count, double length, int target, int divisor) {
        return new Axis(count, length, (target + divisor - 1) / divisor, (double) target / divisor);
    }

    private int scale(Size target) {
        int scale = 1;
        while (scale < FULL_SCALE
                && (header.size().width() * scale < FULL_SCALE * FINENESS * target.width()
                        || header.size().height() * scale < FULL_SCALE * FINENESS * target.height())) {
            scale *= 2;
        }
        return scale;
    }

    /** Coefficients of progressive files are held in memory: fewer of them where that would be too much. */
    private int affordable(int wanted, ReadRequest request) throws ImageException {
        int scale = wanted;
        while (scale > 1 && decoder.coefficientBytes(scale, detail(scale)) > limits.maxDecodedBytes()) {
            scale /= 2;
        }
        if (decoder.coefficientBytes(scale, detail(scale)) > limits.maxDecodedBytes()) {
            throw new ImageException(
                    ImageFault.TOO_MANY_PIXELS,
                    "The progressive JPEG of " + header.size().width() + " x "
                            + header.size().height() + " pixels needs more memory than is allowed.");
        }
        if (scale < wanted) {
            request.notes().accept(Note.SUBSAMPLED);
        }
        return scale;
    }

    /** At full size there is little to save, and what refining scans bring would be missed. */
    private static Detail detail(int scale) {
        return scale < FULL_SCALE ? Detail.COARSE : Detail.ALL;
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

    /** A component on its way to the size of the thumbnail. */
    private record ComponentFit(int width, int height, PlaneResampler resampler) {
        Plane plane() {
            return new Plane(width, height, resampler.result());
        }
    }
}
