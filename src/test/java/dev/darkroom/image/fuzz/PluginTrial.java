package dev.darkroom.image.fuzz;

import dev.darkroom.image.ImageFormat;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads one file through the product's own plug-in for ImageIO, if it has one for the format, with some region,
 * subsampling and size. Only an {@link IOException} may tell that it cannot be read.
 */
final class PluginTrial {
    /** Programs that read hostile files through ImageIO look at the size first; so does this. */
    private static final long MAX_PIXELS = 1_000_000;

    private final RandomGenerator random;

    private PluginTrial(RandomGenerator random) {
        this.random = random;
    }

    static Optional<Finding> run(ImageFormat format, long number, byte[] file, RandomGenerator random) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.contentType());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("dev.darkroom.")) {
                return new PluginTrial(random).run(reader, number, file);
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> run(ImageReader reader, long number, byte[] file) {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream, random.nextBoolean(), random.nextBoolean());
            read(reader);
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.empty();
        } catch (RuntimeException | Error escaped) {
            StringWriter text = new StringWriter();
            escaped.printStackTrace(new PrintWriter(text));
            return Optional.of(
                    new Finding(number, "plug-in " + escaped.getClass().getName(), text.toString(), file));
        } finally {
            reader.dispose();
        }
    }

    private void read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (random.nextInt(4) == 0) {
            reader.getImageMetadata(0);
            reader.getNumImages(true);
        }
        if ((long) width * height > MAX_PIXELS) {
            return;
        }
        ImageReadParam param = param(reader, width, height);
        if (reader.canReadRaster() && random.nextInt(4) == 0) {
            reader.readRaster(0, param);
        } else {
            reader.read(0, param);
        }
    }

    private ImageReadParam param(ImageReader reader, int width, int height) {
        ImageReadParam param = reader.getDefaultReadParam();
        switch (random.nextInt(4)) {
            case 0 -> {
                int step = 1 + random.nextInt(Math.min(5, Math.min(width, height)));
                param.setSourceSubsampling(step, 1, step / 2, 0);
            }
            case 1 -> {
                int x = random.nextInt(width);
                int y = random.nextInt(height);
                param.setSourceRegion(
                        new Rectangle(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y)));
            }
            case 2 -> {
                if (param.canSetSourceRenderSize()) {
                    param.setSourceRenderSize(new Dimension(1 + random.nextInt(width), 1 + random.nextInt(height)));
                }
            }
            default -> {
                // The whole picture as it is.
            }
        }
        return param;
    }
}
