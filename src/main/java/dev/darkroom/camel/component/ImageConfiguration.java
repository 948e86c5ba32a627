package dev.darkroom.camel.component;

import dev.darkroom.camel.MemoryBudget;
import dev.darkroom.image.Enlarge;
import dev.darkroom.image.FitOptions;
import dev.darkroom.image.Limits;
import java.util.Optional;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of an endpoint of the component {@code image}. */
@UriParams
public class ImageConfiguration {

    /** Pictures of the web are small; the box of the tutorial. */
    private static final int DEFAULT_SIDE = 400;

    @UriParam(
            label = "producer",
            defaultValue = "400",
            description = "Width of the box that pictures are fitted into, in pixels, 1 to 4096.")
    private int width = DEFAULT_SIDE;

    @UriParam(
            label = "producer",
            defaultValue = "400",
            description = "Height of the box that pictures are fitted into, in pixels, 1 to 4096.")
    private int height = DEFAULT_SIDE;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether pictures smaller than the box are enlarged until they touch it.")
    private boolean enlarge = true;

    @UriParam(
            label = "producer",
            defaultValue = "suitable",
            description =
                    "Format of what is written. With suitable, JPEG, PNG and GIF stay what they are where they can be"
                            + " written well, and others become JPEG, or PNG if they are transparent.")
    private OutputFormat format = OutputFormat.suitable;

    @UriParam(
            label = "producer",
            defaultValue = "85",
            description = "Quality of JPEG output, 1 to 100, on the scale of the Independent JPEG Group.")
    private int quality = FitOptions.DEFAULT_JPEG_QUALITY;

    @UriParam(
            label = "producer",
            defaultValue = "100000000",
            description =
                    "Largest picture that is read: declared width x height x frames. Larger ones are refused before"
                            + " anything of that size is allocated.")
    private long maxPixels = Limits.defaults().maxPixels();

    @UriParam(
            label = "producer,advanced",
            description = "What all pictures in work may take of the heap together. Each waits"
                    + " until there is enough for it. Without one, none waits.")
    private MemoryBudget memory;

    public int getWidth() {
        return width;
    }

    public void setWidth(int width) {
        this.width = width;
    }

    public int getHeight() {
        return height;
    }

    public void setHeight(int height) {
        this.height = height;
    }

    public boolean isEnlarge() {
        return enlarge;
    }

    public void setEnlarge(boolean enlarge) {
        this.enlarge = enlarge;
    }

    public OutputFormat getFormat() {
        return format;
    }

    public void setFormat(OutputFormat format) {
        this.format = format;
    }

    public int getQuality() {
        return quality;
    }

    public void setQuality(int quality) {
        this.quality = quality;
    }

    public long getMaxPixels() {
        return maxPixels;
    }

    public void setMaxPixels(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    public MemoryBudget getMemory() {
        return memory;
    }

    public void setMemory(MemoryBudget memory) {
        this.memory = memory;
    }

    Optional<MemoryBudget> memory() {
        return Optional.ofNullable(memory);
    }

    /** @throws IllegalArgumentException if an option is out of its range; the message names it */
    FitOptions fitOptions() {
        requireRange("width", width, FitOptions.MAX_SIDE);
        requireRange("height", height, FitOptions.MAX_SIDE);
        requireRange("quality", quality, 100);
        return new FitOptions(width, height, enlarge ? Enlarge.ALLOWED : Enlarge.NEVER, quality, format.format());
    }

    /** @throws IllegalArgumentException if an option is out of its range; the message names it */
    Limits limits() {
        requireRange("maxPixels", maxPixels, Integer.MAX_VALUE);
        return Limits.defaults().withMaxPixels(maxPixels);
    }

    private static void requireRange(String option, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "The option " + option + " is " + value + ": use a number from 1 to " + most);
        }
    }
}
