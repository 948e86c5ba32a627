package dev.darkroom.camel;

import dev.darkroom.image.ImageException;
import dev.darkroom.image.Thumbnail;
import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The step that reads an original and makes its thumbnail, as soon as there is memory for both. Thread-safe.
 *
 * <p>It is one step because the bytes of an original are the largest thing in memory: nobody else gets to see them, so nobody else
 * can hold on to them.
 */
public final class Fit {

    /** The thumbnail itself, and the copy that the AWS SDK makes to send it. */
    private static final long COPIES_TO_STORE = 2;

    private final Originals originals;
    private final Thumbnails thumbnails;
    private final MemoryBudget memory;

    /**
     * @param originals reads them
     * @param thumbnails makes them
     * @param memory what all pictures in work may take together
     */
    public Fit(Originals originals, Thumbnails thumbnails, MemoryBudget memory) {
        this.originals = originals;
        this.thumbnails = thumbnails;
        this.memory = memory;
    }

    /**
     * Reads and fits. What the thumbnail takes stays counted until the exchange is done.
     *
     * @param stream S3's answer to the request for the original; closed
     * @param upload the upload that it belongs to
     * @param exchange what it is all done for
     * @return the thumbnail
     * @throws UploadRejectedException if it is larger than allowed, or no image that can be made into a thumbnail
     * @throws ImageException if it may well succeed another time, when there is more memory to be had
     * @throws MemoryShortException likewise
     * @throws IOException if the connection to S3 fails
     * @throws InterruptedException if the process is being stopped
     */
    public FittedUpload fit(
            @Body ResponseInputStream<GetObjectResponse> stream, @Variable("upload") Upload upload, Exchange exchange)
            throws UploadRejectedException, ImageException, MemoryShortException, IOException, InterruptedException {
        MemoryBudget.Share share = memory.open();
        exchange.getExchangeExtension().addOnCompletion(new GivingBack(share));
        try {
            return fit(originals.receive(stream, upload, share), share);
        } catch (OutOfMemoryError exhausted) {
            // Whatever else took the memory, this picture is not to blame, and Camel expects no errors of steps.
            throw new MemoryShortException("There was not enough memory for this picture just now", exhausted);
        }
    }

    private FittedUpload fit(Original original, MemoryBudget.Share share)
            throws UploadRejectedException, ImageException, MemoryShortException, InterruptedException {
        share.awaitDecoding(thumbnails.heapNeeded(original.content()));
        try {
            Thumbnail thumbnail = thumbnails.fit(original.content());
            share.keep(COPIES_TO_STORE * thumbnail.content().length);
            return new FittedUpload(original, thumbnail);
        } catch (ImageException e) {
            if (!e.fault().isPermanent()) {
                throw e;
            }
            throw UploadRejectedException.ofObject(original.eTag(), e.code(), e.getMessage());
        }
    }

    /** However the exchange ends. */
    private static final class GivingBack extends SynchronizationAdapter {

        private final MemoryBudget.Share share;

        GivingBack(MemoryBudget.Share share) {
            this.share = share;
        }

        @Override
        public void onDone(Exchange exchange) {
            share.close();
        }
    }
}
