package dev.darkroom.image.png;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.WholeFile;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG through ImageIO. At full size pixels and types of image equal those of the JDK's reader. With
 * {@link ImageReadParam#setSourceRenderSize} the picture is resampled while it is decoded, in memory for a few rows: the
 * parameters must be those of {@link #getDefaultReadParam}; source region and subsampling count in pixels of the size asked
 * for, and images come as 8 bit grey or sRGB. Profiles and gamma are not applied. There is one image, and no metadata.
 * What is missing of a damaged file is black or transparent, and a warning is given.
 *
 * <p>The input, an {@link ImageInputStream}, is read at once from where it stands to its end, at most 256 MiB. For one
 * thread, as all {@link ImageReader}s. Damaged files give an {@link IIOException}.
 */
public final class PngImageReader extends ImageReader {
    private Optional<PngDecoder> opened = Optional.empty();

    PngImageReader(PngImageReaderSpi provider) {
        super(provider);
    }

    @Override
    public void setInput(Object input, boolean seekForwardOnly, boolean ignoreMetadata) {
        super.setInput(input, seekForwardOnly, ignoreMetadata);
        opened = Optional.empty();
    }

    @Override
    public void dispose() {
        opened = Optional.empty();
    }

    /** One. */
    @Override
    public int getNumImages(boolean allowSearch) {
        stream();
        return 1;
    }

    @Override
    public int getWidth(int imageIndex) throws IOException {
        return png(imageIndex).header().width();
    }

    @Override
    public int getHeight(int imageIndex) throws IOException {
        return png(imageIndex).header().height();
    }

    @Override
    public ImageTypeSpecifier getRawImageType(int imageIndex) throws IOException {
        List<ImageTypeSpecifier> types = PngImageTypes.of(png(imageIndex).header());
        return types.get(types.size() - 1);
    }

    @Override
    public Iterator<ImageTypeSpecifier> getImageTypes(int imageIndex) throws IOException {
        return PngImageTypes.of(png(imageIndex).header()).iterator();
    }

    /** Parameters that take a render size. */
    @Override
    public ImageReadParam getDefaultReadParam() {
        return new RenderParam();
    }

    /** None: null. */
    @Override
    public IIOMetadata getStreamMetadata() {
        return null;
    }

    /** None: null. */
    @Override
    public IIOMetadata getImageMetadata(int imageIndex) throws IOException {
        png(imageIndex);
        return null;
    }

    @Override
    public BufferedImage read(int imageIndex, ImageReadParam param) throws IOException {
        PngDecoder png = png(imageIndex);
        ImageReadParam asked = param == null ? getDefaultReadParam() : param;
        clearAbortRequest();
        processImageStarted(imageIndex);
        try {
            return read(png, asked);
        } catch (IIOException known) {
            throw known;
        } catch (IOException damaged) {
            throw new IIOException("the PNG file is damaged", damaged);
        }
    }

    private BufferedImage read(PngDecoder png, ImageReadParam param) throws IOException {
        PngHeader header = png.header();
        Dimension render = param.getSourceRenderSize();
        Dimension size = render == null ? new Dimension(header.width(), header.height()) : render;
        List<ImageTypeSpecifier> types = render == null ? PngImageTypes.of(header) : PngImageTypes.rendered(header);
        requireRoom(size, param);
        BufferedImage image = getDestination(param, types.iterator(), size.width, size.height);
        int bands = sourceBands(header, image, param);
        checkReadParamBandSettings(param, bands, image.getSampleModel().getNumBands());
        Rectangle source = new Rectangle();
        Rectangle target = new Rectangle();
        computeRegions(param, size.width, size.height, image, source, target);
        boolean alpha = bands > header.color().channels();
        PixelRows rows =
                render == null ? PixelRows.stored(png, alpha) : PixelRows.rendered(png, size.width, size.height);
        RegionFiller filler = new RegionFiller(source, target, param, bands, raster(image, param));
        fill(rows, filler, size.height);
        return image;
    }

    private void fill(PixelRows rows, RegionFiller filler, int height) throws IOException {
        while (!abortRequested() && rows.next()) {
            filler.take(rows);
            processImageProgress(100f * rows.y() / height);
        }
        if (abortRequested()) {
            processReadAborted();
            return;
        }
        if (!rows.isComplete()) {
            processWarningOccurred("The file is damaged or ends early: parts of the picture are missing.");
        }
        processImageComplete();
    }

    /** Bands of the picture: those of the file, and alpha for its transparent colour if the image has room for it. */
    private static int sourceBands(PngHeader header, BufferedImage image, ImageReadParam param) {
        if (param.getSourceRenderSize() != null) {
            return PngUnpacker.channels(header);
        }
        int stored = header.color().channels();
        boolean masked = !header.transparent().isEmpty();
        return masked && image.getSampleModel().getNumBands() > stored ? stored + 1 : stored;
    }

    private static WritableRaster raster(BufferedImage image, ImageReadParam param) {
        WritableRaster raster = image.getRaster();
        int[] bands = param.getDestinationBands();
        return bands == null
                ? raster
                : raster.createWritableChild(
                        raster.getMinX(),
                        raster.getMinY(),
                        raster.getWidth(),
                        raster.getHeight(),
                        raster.getMinX(),
                        raster.getMinY(),
                        bands);
    }

    /** Images of more samples than an array holds are refused before they are allocated. */
    private static void requireRoom(Dimension size, ImageReadParam param) throws IOException {
        Rectangle region = getSourceRegion(param, size.width, size.height);
        long columns = (region.width - 1) / param.getSourceXSubsampling() + 1L;
        long rows = (region.height - 1) / param.getSourceYSubsampling() + 1L;
        if (param.getDestination() == null && columns * rows > Integer.MAX_VALUE / 4) {
            throw new LimitExceededException(
                    "The picture is " + columns + " x " + rows + " pixels, more than an image can hold.");
        }
    }

    private PngDecoder png(int imageIndex) throws IOException {
        ImageInputStream stream = stream();
        if (imageIndex != 0) {
            throw new IndexOutOfBoundsException("a PNG file has one image, not number " + imageIndex);
        }
        if (opened.isEmpty()) {
            opened = Optional.of(open(stream));
        }
        return opened.get();
    }

    private static PngDecoder open(ImageInputStream stream) throws IOException {
        byte[] file = WholeFile.read(stream);
        try {
            return PngDecoder.open(file);
        } catch (IIOException known) {
            throw known;
        } catch (IOException damaged) {
            throw new IIOException("the PNG file is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private ImageInputStream stream() {
        if (input instanceof ImageInputStream stream) {
            return stream;
        }
        throw new IllegalStateException("no input was set");
    }

    private static final class RenderParam extends ImageReadParam {
        RenderParam() {
            canSetSourceRenderSize = true;
        }
    }
}
