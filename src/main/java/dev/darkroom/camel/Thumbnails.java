package dev.darkroom.camel;

import dev.darkroom.image.Enlarge;
import dev.darkroom.image.FitOptions;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.Limits;
import dev.darkroom.image.Thumbnail;
import dev.darkroom.image.Thumbnailer;

/** What thumbnails are like here, and what it takes to make one. Thread-safe. */
public final class Thumbnails {

    private final Thumbnailer thumbnailer;
    private final FitOptions options;

    /**
     * @param width width of the box, in pixels
     * @param height height of the box, in pixels
     * @param enlarge whether pictures smaller than the box are enlarged
     * @param maxPixels largest picture: width x height x frames
     * @throws IllegalArgumentException if a value is out of its range; the message says what to set
     */
    public Thumbnails(int width, int height, boolean enlarge, long maxPixels) {
        Settings.requireRange("darkroom.thumbnail.width", width, FitOptions.MAX_SIDE);
        Settings.requireRange("darkroom.thumbnail.height", height, FitOptions.MAX_SIDE);
        Settings.requireRange("darkroom.image.max-pixels", maxPixels, Integer.MAX_VALUE);
        this.thumbnailer = new Thumbnailer(Limits.defaults().withMaxPixels(maxPixels));
        this.options = FitOptions.within(width, height).withEnlarge(enlarge ? Enlarge.ALLOWED : Enlarge.NEVER);
    }

    /**
     * @param original a file
     * @return its thumbnail
     * @throws ImageException if there can be none
     */
    Thumbnail fit(byte[] original) throws ImageException {
        return thumbnailer.fit(original, options);
    }

    /**
     * @param original a file
     * @return heap that its thumbnail takes at most to be made, in bytes, beside the file
     */
    long heapNeeded(byte[] original) {
        return thumbnailer.heapNeeded(original, options);
    }

    /** @return heap that a thumbnail of any allowed picture takes at most to be made, in bytes, beside the file */
    long mostHeapNeeded() {
        return thumbnailer.mostHeapNeeded(options);
    }
}
