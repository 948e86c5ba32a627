package dev.darkroom.image.webp;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.WholeFile;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * ImageIO's view of {@link WebpDecoder}: one picture, the first frame of an animation, as 8 bit RGB or ARGB. Colours are as
 * stored, whatever the ICC profile says. Source regions and subsampling work; metadata is not read. A file that ends early
 * gives what is there, with a warning. For one thread.
 */
public final class WebpImageReader extends ImageReader {
    private Optional<WebpDecoder> opened = Optional.empty();

    WebpImageReader(ImageReaderSpi provider) {
        super(provider);
    }

    @Override
    public void setInput(Object source, boolean forwardOnly, boolean withoutMetadata) {
        super.setInput(source, forwardOnly, withoutMetadata);
        opened = Optional.empty();
    }

    @Override
    public int getNumImages(boolean allowSearch) {
        return 1;
    }

    @Override
    public int getWidth(int index) throws IOException {
        return decoder(index).header().width();
    }

    @Override
    public int getHeight(int index) throws IOException {
        return decoder(index).header().height();
    }

    @Override
    public Iterator<ImageTypeSpecifier> getImageTypes(int index) throws IOException {
        boolean alpha = decoder(index).header().alpha();
        int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        return List.of(ImageTypeSpecifier.createFromBufferedImageType(type)).iterator();
    }

    /** None is read. */
    @Override
    public IIOMetadata getStreamMetadata() {
        return null;
    }

    /** None is read. */
    @Override
    public IIOMetadata getImageMetadata(int index) {
        return null;
    }

    @Override
    public BufferedImage read(int index, ImageReadParam wanted) throws IOException {
        WebpDecoder decoder = decoder(index);
        ImageReadParam param = wanted == null ? getDefaultReadParam() : wanted;
        int width = decoder.header().width();
        int height = decoder.header().height();
        if ((long) width * height > Integer.MAX_VALUE) {
            throw new LimitExceededException("The WebP picture is too large to be held in memory.");
        }
        clearAbortRequest();
        BufferedImage image = getDestination(param, getImageTypes(index), width, height);
        Rectangle source = new Rectangle();
        Rectangle target = new Rectangle();
        computeRegions(param, width, height, image, source, target);
        processImageStarted(index);
        boolean complete = decoder.decodePixels(1, new Painter(image, source, target, param));
        if (!complete) {
            processWarningOccurred("The file ends early or is damaged.");
        }
        processImageComplete();
        return image;
    }

    private WebpDecoder decoder(int index) throws IOException {
        if (index != 0) {
            throw new IndexOutOfBoundsException("a WebP file is one picture, not " + index);
        }
        if (opened.isEmpty()) {
            if (!(getInput() instanceof ImageInputStream stream)) {
                throw new IllegalStateException("no input");
            }
            stream.seek(stream.getFlushedPosition());
            opened = Optional.of(WebpDecoder.open(WholeFile.read(stream)));
        }
        return opened.get();
    }

    /** Puts the rows and columns that were asked for where they were asked for. */
    private static final class Painter implements PixelRows {
        private final BufferedImage image;
        private final Rectangle source;
        private final Point target;
        private final int stepX;
        private final int stepY;
        private final int[] row;
        private int y;

        private Painter(BufferedImage image, Rectangle source, Rectangle target, ImageReadParam param) {
            this.image = image;
            this.source = source;
            this.target = target.getLocation();
            this.stepX = param.getSourceXSubsampling();
            this.stepY = param.getSourceYSubsampling();
            this.row = new int[target.width];
        }

        @Override
        public void row(int[] argb) {
            int offset = y++ - source.y;
            if (offset < 0 || offset >= source.height || offset % stepY != 0) {
                return;
            }
            for (int x = 0; x < row.length; x++) {
                row[x] = argb[source.x + x * stepX];
            }
            image.setRGB(target.x, target.y + offset / stepY, row.length, 1, row, 0, row.length);
        }
    }
}
