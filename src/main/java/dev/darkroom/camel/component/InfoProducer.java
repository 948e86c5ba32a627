package dev.darkroom.camel.component;

import dev.darkroom.camel.MemoryShortException;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.PictureInfo;
import dev.darkroom.image.Thumbnailer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Tells what pictures are. */
final class InfoProducer extends DefaultProducer {

    private final Thumbnailer thumbnailer;

    InfoProducer(ImageEndpoint endpoint) {
        super(endpoint);
        this.thumbnailer = new Thumbnailer(endpoint.getConfiguration().limits());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        byte[] picture = message.getMandatoryBody(byte[].class);
        PictureInfo info = describe(picture);
        // What was a stream has been read, and could not be read again.
        message.setBody(picture);
        PictureHeaders.set(message, info);
    }

    private PictureInfo describe(byte[] picture) throws ImageException, MemoryShortException {
        try {
            return thumbnailer.describe(picture);
        } catch (ImageException e) {
            throw Refusals.of(e);
        }
    }
}
