package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.UnsupportedImageException;
import dev.darkroom.image.codec.WholeFile;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.jpeg.JPEGImageReadParam;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads JPEG through ImageIO. At full size pixels equal those of the JDK's reader. With
 * {@link ImageReadParam#setSourceRenderSize} the picture is reduced while it is decoded, for a fraction of the time and
 * memory: the parameters must be those of {@link #getDefaultReadParam}; source region and subsampling count in pixels of the
 * size asked for.
 *
 * <p>Images come as sRGB or grey; colours of an embedded RGB profile are converted, unless its colour space is asked for by
 * the destination type of {@link #getImageTypes}. CMYK comes as RGB too, by the simple formula; those who do better with its
 * profile take {@link #readRaster}, which gives components as stored, at the full resolution. There is one image, and no
 * metadata. What is missing of a damaged file is grey, and a warning is given.
 *
 * <p>The input, an {@link ImageInputStream}, is read at once from where it stands to its end, at most 256 MiB. Beside it and
 * the result, memory is needed for a few rows; for the coefficients of progressive files
 * ({@link JpegDecoder#coefficientBytes}); and 12 bytes for each pixel of a render size. For one thread, as all
 * {@link ImageReader}s. Damaged files give an {@link IOException}, one of a kind that cannot be read an
 * {@link UnsupportedImageException}.
 */
public final class JpegImageReader extends ImageReader {
    private byte[] tables = JpegInput.NO_TABLES;
    private Optional<byte[]> content = Optional.empty();
    private Optional<OpenJpeg> opened = Optional.empty();

    JpegImageReader(JpegImageReaderSpi provider) {
        super(provider);
    }

    @Override
    public void setInput(Object input, boolean seekForwardOnly, boolean ignoreMetadata) {
        super.setInput(input, seekForwardOnly, ignoreMetadata);
        forgetPicture();
    }

    @Override
    public void reset() {
        super.reset();
        tables = JpegInput.NO_TABLES;
    }

    @Override
    public void dispose() {
        forgetPicture();
        tables = JpegInput.NO_TABLES;
    }

    /** One. */
    @Override
    public int getNumImages(boolean allowSearch) {
        stream();
        return 1;
    }

    @Override
    public int getWidth(int imageIndex) throws IOException {
        return header(imageIndex).width();
    }

    @Override
    public int getHeight(int imageIndex) throws IOException {
        return header(imageIndex).height();
    }

    @Override
    public ImageTypeSpecifier getRawImageType(int imageIndex) throws IOException {
        return switch (header(imageIndex).color()) {
            case GREY -> ImageTypes.GREY;
            case YCBCR, RGB -> ImageTypes.SRGB;
            case CMYK, YCCK -> null;
        };
    }

    @Override
    public Iterator<ImageTypeSpecifier> getImageTypes(int imageIndex) throws IOException {
        OpenJpeg jpeg = jpeg(imageIndex);
        return ImageTypes.of(jpeg.header().color(), jpeg.profile()).iterator();
    }

    /** Parameters that take a render size. */
    @Override
    public ImageReadParam getDefaultReadParam() {
        return new RenderParam();
    }

    /**
     * None: null. From an input that holds only tables, these are kept for the inputs that follow, until {@link #reset}: the
     * abbreviated format of T.81, B.5, in which TIFF holds JPEG.
     */
    @Override
    public IIOMetadata getStreamMetadata() throws IOException {
        JpegInput.tablesAlone(content(stream())).ifPresent(alone -> tables = alone);
        return null;
    }

    /** None: null. */
    @Override
    public IIOMetadata getImageMetadata(int imageIndex) throws IOException {
        header(imageIndex);
        return null;
    }

    @Override
    public BufferedImage read(int imageIndex, ImageReadParam param) throws IOException {
        OpenJpeg jpeg = jpeg(imageIndex);
        ImageReadParam asked = param == null ? getDefaultReadParam() : param;
        Dimension size = size(jpeg, asked);
        RegionWriter.targetSize(getSourceRegion(asked, size.width, size.height), asked, 3);
        BufferedImage image = getDestination(asked, getImageTypes(imageIndex), size.width, size.height);
        Conversion conversion =
                Conversion.to(image.getColorModel(), jpeg.header().color(), jpeg.profile());
        checkReadParamBandSettings(
                asked, conversion.bands(), image.getSampleModel().getNumBands());
        Rectangle source = new Rectangle();
        Rectangle target = new Rectangle();
        computeRegions(asked, size.width, size.height, image, source, target);
        int[] bands = asked.getDestinationBands();
        WritableRaster raster = image.getRaster();
        WritableRaster chosen = bands == null
                ? raster
                : raster.createWritableChild(0, 0, raster.getWidth(), raster.getHeight(), 0, 0, bands);
        RegionWriter writer = new RegionWriter(
                source, target, asked, conversion, chosen, (row, region) -> reportRow(image, row, region, bands));
        decode(imageIndex, size, writer);
        return image;
    }

    @Override
    public boolean canReadRaster() {
        return true;
    }

    /**
     * Components as they are stored, all at the picture's resolution: grey, YCbCr, RGB, and CMYK or YCCK as
     * {@link JpegColor} describes them. Of the destination's settings only the offset counts.
     */
    @Override
    public Raster readRaster(int imageIndex, ImageReadParam param) throws IOException {
        OpenJpeg jpeg = jpeg(imageIndex);
        ImageReadParam asked = param == null ? getDefaultReadParam() : param;
        Dimension size = size(jpeg, asked);
        int components = jpeg.header().components().size();
        int bands = asked.getSourceBands() == null ? components : asked.getSourceBands().length;
        checkReadParamBandSettings(asked, components, bands);
        Rectangle source = getSourceRegion(asked, size.width, size.height);
        Rectangle target = new Rectangle(RegionWriter.targetSize(source, asked, bands));
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, target.width, target.height, bands, new Point());
        Conversion conversion = new Conversion(PixelConverter.stored(components), components);
        RegionWriter writer =
                new RegionWriter(source, target, asked, conversion, raster, (row, region) -> report(row, region));
        decode(imageIndex, size, writer);
        Point offset = asked.getDestinationOffset();
        return raster.createTranslatedChild(offset.x, offset.y);
    }

    private void decode(int imageIndex, Dimension size, PixelRows target) throws IOException {
        OpenJpeg jpeg = jpeg(imageIndex);
        clearAbortRequest();
        processImageStarted(imageIndex);
        if (jpeg.isProfileIgnored()) {
            processWarningOccurred("The colour profile is damaged or not for this kind of picture, and was ignored.");
        }
        boolean sound = jpeg.decode(size, target, this::abortRequested);
        if (!sound) {
            processWarningOccurred("The file is damaged or ends early: parts of the picture may be missing.");
        }
        if (abortRequested()) {
            processReadAborted();
        } else {
            processImageComplete();
        }
    }

    private void reportRow(BufferedImage image, int row, Rectangle region, int[] chosenBands) {
        if (updateListeners != null) {
            int[] bands = chosenBands == null
                    ? IntStream.range(0, image.getSampleModel().getNumBands()).toArray()
                    : chosenBands;
            processImageUpdate(image, region.x, region.y + row, region.width, 1, 1, 1, bands);
        }
        report(row, region);
    }

    private void report(int row, Rectangle region) {
        processImageProgress(100f * (row + 1) / region.height);
        if (abortRequested()) {
            throw new StopDecoding();
        }
    }

    private static Dimension size(OpenJpeg jpeg, ImageReadParam param) {
        Dimension asked = param.getSourceRenderSize();
        return asked == null ? jpeg.size() : asked;
    }

    private JpegHeader header(int imageIndex) throws IOException {
        return jpeg(imageIndex).header();
    }

    private OpenJpeg jpeg(int imageIndex) throws IOException {
        ImageInputStream stream = stream();
        if (imageIndex != 0) {
            throw new IndexOutOfBoundsException("a JPEG file has one image, not number " + imageIndex);
        }
        if (opened.isEmpty()) {
            opened = Optional.of(OpenJpeg.open(JpegInput.withTables(tables, content(stream))));
        }
        return opened.get();
    }

    /** Kept, so that a second call finds what the first one read, whether it was a picture or not. */
    private byte[] content(ImageInputStream stream) throws IOException {
        if (content.isEmpty()) {
            content = Optional.of(WholeFile.read(stream));
        }
        return content.get();
    }

    private ImageInputStream stream() {
        if (input instanceof ImageInputStream stream) {
            return stream;
        }
        throw new IllegalStateException("no input was set");
    }

    private void forgetPicture() {
        content = Optional.empty();
        opened = Optional.empty();
    }

    /** Of the class that the JDK's reader gives: there are programs that count on it. */
    private static final class RenderParam extends JPEGImageReadParam {
        RenderParam() {
            canSetSourceRenderSize = true;
        }
    }
}
