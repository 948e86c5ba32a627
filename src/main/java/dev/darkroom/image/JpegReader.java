package dev.darkroom.image;

import dev.darkroom.image.JpegSegments.Component;
import dev.darkroom.image.JpegSegments.Frame;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * Reads baseline and progressive JPEG of 8 bits through the JDK's plug-in, as raw components: what they mean is decided
 * here, and colours are converted after fitting, when few samples are left.
 */
final class JpegReader implements PictureReader {
    private final byte[] data;
    private final JpegSegments segments;
    private final Frame frame;
    private final PictureHeader header;

    private JpegReader(byte[] data, JpegSegments segments) throws IOException {
        this.data = data;
        this.segments = segments;
        this.frame = segments.frame();
        this.header = new PictureHeader(
                ImageFormat.JPEG,
                frame.size(),
                1,
                frame.components().size(),
                segments.orientation(),
                segments.profile());
    }

    static JpegReader open(byte[] data, Limits limits) throws ImageException, IOException {
        return new JpegReader(data, JpegSegments.parse(data, limits));
    }

    @Override
    public PictureHeader header() {
        return header;
    }

    @Override
    public SampleRows read(ReadRequest request) throws ImageException, IOException {
        if (segments.firstScanBytes() < frame.leastBytesOfFirstRow()) {
            throw new EOFException("no pixels");
        }
        SampleLayout layout = layout();
        Raster raster = decode(request);
        return layout == SampleLayout.CMYK
                ? RasterRows.inverted(raster, layout)
                : RasterRows.of(raster, layout, raster.getSampleModel().getSampleSize(), false);
    }

    private Raster decode(ReadRequest request) throws IOException {
        ImageReader reader = JdkCodecs.JPEG_READER.createReaderInstance();
        try (SegmentInputStream stream = new SegmentInputStream(data, segments.kept())) {
            reader.addIIOReadWarningListener(
                    (source, warning) -> request.notes().accept(Note.TRUNCATED));
            reader.setInput(stream, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(request.step(), request.step(), 0, 0);
            return reader.readRaster(0, param);
        } finally {
            reader.dispose();
        }
    }

    /**
     * What the components mean, by the rules of libjpeg: JFIF is YCbCr, Adobe's marker tells, else the names of the
     * components. CMYK counts as inverted with or without Adobe's marker: that is how all programs write it.
     */
    private SampleLayout layout() throws ImageException {
        return switch (frame.components().size()) {
            case 1 -> SampleLayout.GREY;
            case 3 -> isRgb() ? SampleLayout.RGB : SampleLayout.YCBCR;
            case 4 -> segments.adobeTransform().orElse(0) == 2 ? SampleLayout.YCCK : SampleLayout.CMYK;
            default -> throw new ImageException(ImageFault.UNSUPPORTED, "A JPEG of two components cannot be read.");
        };
    }

    private boolean isRgb() {
        if (segments.isJfif()) {
            return false;
        }
        if (segments.adobeTransform().isPresent()) {
            return segments.adobeTransform().getAsInt() == 0;
        }
        return frame.components().stream().map(Component::id).toList().equals(List.of((int) 'R', (int) 'G', (int) 'B'));
    }
}
