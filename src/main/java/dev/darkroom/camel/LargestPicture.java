package dev.darkroom.camel;

import dev.darkroom.image.FitOptions;
import dev.darkroom.image.Limits;
import dev.darkroom.image.Thumbnailer;

/**
 * What the settings allow a picture to be.
 *
 * @param width width of the box, in pixels
 * @param height height of the box, in pixels
 * @param maxPixels largest picture: width x height x frames
 */
record LargestPicture(int width, int height, long maxPixels) {

    /** @throws IllegalArgumentException if a value is out of its range; the message says what to set */
    LargestPicture {
        Settings.requireRange("darkroom.thumbnail.width", width, FitOptions.MAX_SIDE);
        Settings.requireRange("darkroom.thumbnail.height", height, FitOptions.MAX_SIDE);
        Settings.requireRange("darkroom.image.max-pixels", maxPixels, Integer.MAX_VALUE);
    }

    /** @return heap that a thumbnail of any allowed picture takes at most to be made, in bytes, beside the file */
    long heapNeeded() {
        return new Thumbnailer(Limits.defaults().withMaxPixels(maxPixels))
                .mostHeapNeeded(FitOptions.within(width, height));
    }
}
