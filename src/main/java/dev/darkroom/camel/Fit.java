package dev.darkroom.camel;

import dev.darkroom.image.Enlarge;
import dev.darkroom.image.FitOptions;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.Limits;
import dev.darkroom.image.Thumbnailer;
import org.apache.camel.Variable;

/** The step that makes a thumbnail of an original. Thread-safe. */
public final class Fit {

    private final Thumbnailer thumbnailer;
    private final FitOptions options;

    /**
     * @param width width of the box, in pixels
     * @param height height of the box, in pixels
     * @param enlarge whether pictures smaller than the box are enlarged
     * @param maxPixels largest picture: width x height x frames
     */
    public Fit(int width, int height, boolean enlarge, long maxPixels) {
        this.thumbnailer = new Thumbnailer(Limits.defaults().withMaxPixels(maxPixels));
        this.options = FitOptions.within(width, height).withEnlarge(enlarge ? Enlarge.ALLOWED : Enlarge.NEVER);
    }

    /**
     * @param original an original
     * @return its thumbnail
     * @throws UploadRejectedException if it is no image that can be made into one
     * @throws ImageException if it may well succeed another time, when there is more memory to be had
     */
    public FittedUpload fit(@Variable("original") Original original) throws UploadRejectedException, ImageException {
        try {
            return new FittedUpload(original, thumbnailer.fit(original.content(), options));
        } catch (ImageException e) {
            if (!e.fault().isPermanent()) {
                throw e;
            }
            throw UploadRejectedException.ofObject(original.eTag(), e.code(), e.getMessage());
        }
    }
}
