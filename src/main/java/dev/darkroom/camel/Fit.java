package dev.darkroom.camel;

import dev.darkroom.image.Enlarge;
import dev.darkroom.image.FitOptions;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.Limits;
import dev.darkroom.image.Thumbnail;
import dev.darkroom.image.Thumbnailer;
import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The step that reads an original and makes its thumbnail, within the memory that there is. Thread-safe.
 *
 * <p>Reading and fitting are one step because the bytes of the original are the largest thing in memory: nobody else gets to see
 * them, so nobody else keeps them.
 */
public final class Fit {

    /** The thumbnail, and a copy that the AWS SDK makes to send it. */
    private static final int COPIES_STORING = 2;

    private final Thumbnailer thumbnailer;
    private final FitOptions options;
    private final Originals originals;
    private final MemoryBudget memory;

    /**
     * @param rules size of thumbnails and of pictures
     * @param originals reads them
     * @param memory what all pictures in work may take together
     */
    Fit(Thumbnailer thumbnailer, FitOptions options, Originals originals, MemoryBudget memory) {
        this.thumbnailer = thumbnailer;
        this.options = options;
        this.originals = originals;
        this.memory = memory;
    }
}
